import type { Params } from '../address/route.js';
import type { TimeRange } from './time-range.js';
import type { WaterfallRow } from './waterfall-rows.js';

/** What of a trace's view stands in the page's address, so that a reload and a link show the same. */
export interface Seen {
  /** Of the row that is chosen: a span's id, or a line's place. */
  readonly key?: string;
  readonly isLine: boolean;
  readonly critical: boolean;
  /** Absent for the whole trace. */
  readonly range?: TimeRange;
}

export function readSeen({ span, line, critical, from, to }: Readonly<Record<string, string>>): Seen {
  const key = line ?? span;
  const range = { from: Number(from ?? Number.NaN), to: Number(to ?? Number.NaN) };
  return {
    ...(key !== undefined && { key }),
    isLine: line !== undefined,
    critical: critical === 'true',
    ...(range.to > range.from && { range }),
  };
}

/** The first row is chosen anyway. */
export function writeSeen(
  row: WaterfallRow,
  {
    active,
    critical,
    zoomedIn,
    range,
  }: Readonly<{ active: number; critical: boolean; zoomedIn: boolean; range: TimeRange }>,
): Params {
  const key = active > 0 ? row.key : undefined;
  return {
    span: row.kind === 'span' ? key : undefined,
    line: row.kind === 'log' ? key : undefined,
    critical,
    from: zoomedIn ? rounded(range.from) : undefined,
    to: zoomedIn ? rounded(range.to) : undefined,
  };
}

/** To a tenth of a microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1e4) / 1e4;
}
