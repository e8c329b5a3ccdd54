/** A stretch of the trace that is looked at, in milliseconds since it began. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  readonly at: number;
  /** 0 to 1 of the range. */
  readonly share: number;
}

/** Round times, at most `most` of them. */
export function ticksOf({ from, to }: TimeRange, most: number): readonly Tick[] {
  const length = to - from;
  if (length <= 0 || most < 1) return [];
  const step = roundStep(length / most);
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step - 1e-9) * step; at < to - step * 1e-9; at += step) {
    ticks.push({ at, share: (at - from) / length });
  }
  return ticks;
}

/** The least of 1, 2, 5, 10, 20, .. that is no less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** A bar of the range, 0 to 1: clipped at the range's edges; undefined where it is outside. */
export function barIn(
  { from, to }: TimeRange,
  startMs: number,
  endMs: number,
): { left: number; width: number } | undefined {
  const length = to - from;
  if (length <= 0) return { left: 0, width: 1 };
  if (endMs < from || startMs > to) return undefined;
  const left = (Math.max(startMs, from) - from) / length;
  return { left, width: (Math.min(endMs, to) - from) / length - left };
}

/** The range around a moment, `factor` times as long, kept inside of the whole. */
export function zoomed(range: TimeRange, whole: TimeRange, around: number, factor: number): TimeRange {
  const least = (whole.to - whole.from) / 1e5;
  const length = Math.min(Math.max((range.to - range.from) * factor, least), whole.to - whole.from);
  const share = (around - range.from) / (range.to - range.from || 1);
  return moved({ from: around - share * length, to: around + (1 - share) * length }, whole);
}

/** The same length, pushed inside of the whole. */
export function moved({ from, to }: TimeRange, whole: TimeRange): TimeRange {
  const length = to - from;
  const start = Math.min(Math.max(from, whole.from), Math.max(whole.to - length, whole.from));
  return { from: start, to: start + length };
}
