import { toMs } from '../format/instant.js';
import { ERROR_SEVERITY } from './next-error.js';
import type { SpanNode } from './span-tree.js';
import type { TimeRange } from './time-range.js';

/** A moment on a span's line: an event, an exception, or a log line where those have no rows of their own. */
export interface Mark {
  /** 0 to 1 of the range. */
  readonly share: number;
  readonly tone: 'plain' | 'bad';
  readonly title: string;
}

/** A loop that logs would cover its own bar. */
const MOST = 40;

export interface MarkOptions {
  readonly range: TimeRange;
  readonly logs: boolean;
  readonly tree: { readonly startNs: bigint };
}

export function marksOf({ span, logs }: SpanNode, { range, logs: inRows, tree }: MarkOptions): readonly Mark[] {
  const beganMs = toMs(String(tree.startNs));
  const events = span.events.map(({ name, time_ns }) => ({
    atMs: toMs(time_ns) - beganMs,
    tone: name === 'exception' ? ('bad' as const) : ('plain' as const),
    title: name,
  }));
  const lines = inRows
    ? []
    : logs.map(({ log, atMs }) => ({
        atMs,
        tone: log.severity_number >= ERROR_SEVERITY ? ('bad' as const) : ('plain' as const),
        title: log.body,
      }));
  return [...events, ...lines]
    .map(({ atMs, tone, title }) => ({ share: (atMs - range.from) / (range.to - range.from), tone, title }))
    .filter(({ share }) => share >= 0 && share <= 1)
    .slice(0, MOST);
}
