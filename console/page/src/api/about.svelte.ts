import type { AboutAnswer, FieldsAnswer, RunsAnswer } from '../../../api/answers.js';
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

  loadRuns(): Promise<void> {
    return this.runs.load((signal) => ask('runs', { signal }));
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
