import type { LogsAnswer } from '../../../api/answers.js';
import type { LogRow } from '../../../api/spans.js';
import { compareInstants } from '../reading/compare-instants.js';
import { cursorAfter, readCursor } from '../reading/page-cursor.js';
import type { LogFilter } from '../span-store.js';

export function filterLogs(logs: readonly LogRow[], filter: LogFilter): LogsAnswer {
  const { limit = 100, before, leastSeverity = 0, text = '', traceId } = filter;
  const cursor = before === undefined ? undefined : readCursor(before);
  const found = logs
    .filter(
      (log) =>
        log.severity_number >= leastSeverity &&
        log.body.toLowerCase().includes(text.toLowerCase()) &&
        (traceId === undefined || log.trace_id === traceId) &&
        (cursor === undefined || BigInt(log.time_ns) <= cursor.atMostNs),
    )
    .toSorted((a, b) => compareInstants(b.time_ns, a.time_ns));
  const rest = found.slice(cursor?.skipped ?? 0);
  const page = rest.slice(0, Math.min(limit, 1000));
  if (rest.length === page.length) return { logs: page };
  return {
    logs: page,
    next: cursorAfter(
      page.map(({ time_ns }) => time_ns),
      before,
    ),
  };
}
