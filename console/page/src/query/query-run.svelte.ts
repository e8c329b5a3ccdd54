import type { QueryAnswer, TracesAnswer } from '../../../api/answers.js';
import { Answer } from '../api/answer.svelte.js';
import { ask } from '../api/ask.js';
import { formatQuery } from './query-address.js';
import { fixed, type QueryTime, timeOf } from './query-time.js';
import { changed, type QuerySpec } from './query-spec.js';

/** An answer with what it answers. */
export interface Ran {
  readonly spec: QuerySpec;
  readonly time: QueryTime;
  readonly run: string | undefined;
  readonly answer: QueryAnswer;
  /** The same query of the run that it is compared with. */
  readonly against?: { readonly answer: QueryAnswer; readonly time: QueryTime };
}

/** Asks a query of a run, and of a second one where two are compared. */
export class QueryRun {
  readonly ran = new Answer<Ran>();

  /** Where it fails, the answer to another query is put away: it would be taken for an answer to this one. */
  async ask(spec: QuerySpec, run: string | undefined, against: string | undefined): Promise<void> {
    await this.ran.load(async (signal) => {
      const [one, other] = await Promise.all([
        askOf(spec, run, signal),
        against === undefined ? undefined : askOf(spec, against === 'current' ? undefined : against, signal),
      ]);
      return { spec, run, ...one, ...(other && { against: other }) };
    });
    const { failure, value } = this.ran;
    if (failure !== undefined && value !== undefined && formatQuery(value.spec) !== formatQuery(spec)) {
      this.ran.value = undefined;
    }
  }
}

async function askOf(spec: QuerySpec, run: string | undefined, signal: AbortSignal) {
  const time = timeOf(spec, await endOf(run, signal));
  return { time, answer: await askFixed(fixed(spec, time), run, signal) };
}

/** A query whose time is fixed. What the server cannot sort by is left to it to say. */
export function askFixed(spec: QuerySpec, run: string | undefined, signal?: AbortSignal): Promise<QueryAnswer> {
  return ask('query', { params: { run }, body: changed(spec, {}), ...(signal && { signal }) });
}

/** The present, or the second after the last trace of a run that is over. */
async function endOf(run: string | undefined, signal: AbortSignal): Promise<number> {
  if (run === undefined) return Math.floor(Date.now() / 1_000) + 1;
  const { traces } = await ask<TracesAnswer>('traces', { params: { run, limit: 1 }, signal });
  const last = traces[0];
  if (last === undefined) return Math.floor(Date.now() / 1_000) + 1;
  return Math.floor(Number(BigInt(last.start_ns) / 1_000_000n) / 1_000 + last.duration_ms / 1_000) + 1;
}
