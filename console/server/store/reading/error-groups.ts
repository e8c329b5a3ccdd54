import { createHash } from 'node:crypto';
import type { ErrorGroup } from '../../../api/answers.js';
import { compareInstants } from './compare-instants.js';

/** An `exception` event of a span, with OpenTelemetry's attributes. */
export interface SeenException {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly time_ns: string;
  readonly trace_id: string;
  readonly span_name: string;
}

const mostTraces = 20;

/** Exceptions that are alike but for ids and numbers, together; the most recent first. */
export function groupErrors(exceptions: readonly SeenException[]): readonly ErrorGroup[] {
  const groups = new Map<string, SeenException[]>();
  for (const exception of exceptions) {
    const key = fingerprint(exception);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [exception]);
    else group.push(exception);
  }
  return [...groups]
    .map(([key, alike]) => describeGroup(key, alike.toSorted(newestFirst)))
    .toSorted((a, b) => compareInstants(b.last_seen_ns, a.last_seen_ns) || (a.fingerprint < b.fingerprint ? -1 : 1));
}

function describeGroup(key: string, newest: readonly SeenException[]): ErrorGroup {
  const [last] = newest;
  const first = newest.at(-1);
  if (last === undefined || first === undefined) throw new RangeError('a group has exceptions');
  return {
    fingerprint: key,
    type: last.type,
    message: last.message,
    ...(last.stack !== undefined && { stack: last.stack }),
    count: newest.length,
    first_seen_ns: first.time_ns,
    last_seen_ns: last.time_ns,
    span_names: [...new Set(newest.map(({ span_name }) => span_name))].toSorted(),
    trace_ids: [...new Set(newest.map(({ trace_id }) => trace_id))].slice(0, mostTraces),
  };
}

/** Type, message without what changes from one time to the next, and the frame that threw. */
function fingerprint({ type, message, stack }: SeenException): string {
  const frame = stack?.split('\n').find((line) => /^\s+at |^\s+File "/.test(line)) ?? '';
  return createHash('sha256')
    .update([type, steady(message), steady(frame)].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

function steady(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12,}\b|\d+/gi, '#').trim();
}

function newestFirst(a: SeenException, b: SeenException): number {
  return compareInstants(b.time_ns, a.time_ns);
}
