import type { AboutAnswer, FieldsAnswer, Run, RunsAnswer } from '../../../api/answers.js';
import { address } from '../address/address.svelte.js';
import { Answer } from './answer.svelte.js';
import { ask } from './ask.js';

/** What the page asks once and several of its parts need. */
class About {
  readonly answer = new Answer<AboutAnswer>();
  readonly runs = new Answer<RunsAnswer>();
  readonly fields = new Answer<FieldsAnswer>();

  async load(): Promise<void> {
    await this.answer.load((signal) => ask('about', { signal }));
  }

  /** Resolves with the run that the console is in; undefined where it did not say. */
  async loadRuns(): Promise<Run | undefined> {
    const answer = await this.runs.bring((signal) => ask('runs', { signal }));
    return answer?.runs.find(({ current }) => current);
  }

  /** The catalogue grows with what arrives: asked for whenever a list of fields is opened. */
  loadFields(): Promise<void> {
    return this.fields.load((signal) => ask('fields', { params: { run: address.run }, signal }));
  }

  get serviceUrl(): string {
    return (this.answer.value?.service_url ?? 'http://localhost:4567').replace(/\/$/, '');
  }
}

export const about = new About();
