import type { LogsAnswer } from '../../../api/answers.js';
import type { LogRow } from '../../../api/spans.js';
import { compareInstants } from '../reading/compare-instants.js';
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
    .toSorted((a, b) => compareInstants(b.time_ns, a.time_ns));
  const page = found.slice(0, Math.min(limit, 1000));
  const last = page.at(-1);
  return { logs: page, ...(found.length > page.length && last !== undefined && { next: last.time_ns }) };
}
