import type { LogsAnswer } from '../../../api/answers.js';
import type { LogRow } from '../../../api/spans.js';
import type { LogFilter } from '../span-store.js';

export function filterLogs(logs: readonly LogRow[], filter: LogFilter): LogsAnswer {
  const { limit = 100, before, leastSeverity = 0, text = '', traceId } = filter;
  const found = logs
    .filter(
      (log) =>
        log.severity_number >= leastSeverity &&
        log.body.toLowerCase().includes(text.toLowerCase()) &&
        (traceId === undefined || log.trace_id === traceId) &&
        (before === undefined || BigInt(log.time_ns) < BigInt(before)),
    )
    .toSorted((a, b) => (BigInt(a.time_ns) < BigInt(b.time_ns) ? 1 : -1));
  const page = found.slice(0, Math.min(limit, 1000));
  const last = page.at(-1);
  return { logs: page, ...(found.length > page.length && last !== undefined && { next: last.time_ns }) };
}
