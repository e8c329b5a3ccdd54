import type { LogRow } from '../../../api/spans.js';

/** What of an answer is not known yet. Lines have no id, so each known one stands for one that is like it. */
export function missedLines(known: Iterable<LogRow>, answered: readonly LogRow[]): readonly LogRow[] {
  const left = new Map<string, number>();
  for (const log of known) left.set(looksOf(log), (left.get(looksOf(log)) ?? 0) + 1);
  return answered.filter((log) => {
    const looks = looksOf(log);
    const alike = left.get(looks) ?? 0;
    left.set(looks, alike - 1);
    return alike <= 0;
  });
}

/** Alike for two lines that nobody could tell from one another. */
export function looksOf({ time_ns, severity_number, service, trace_id, span_id, body }: LogRow): string {
  return JSON.stringify([time_ns, severity_number, service, trace_id, span_id, body]);
}
