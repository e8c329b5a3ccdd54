import type { TracesAnswer } from '../../../api/answers.js';
import type { SpanRow, TraceSummary } from '../../../api/spans.js';
import { passesFilter } from '../../query/plain/matches.js';
import { columnValue } from '../../query/column-value.js';
import { planField } from '../../query/plan-field.js';
import { rowsOfSpan } from '../../query/rows-of.js';
import { compareInstants } from '../reading/compare-instants.js';
import { cursorAfter, readCursor } from '../reading/page-cursor.js';
import type { TraceFilter } from '../span-store.js';
import type { HeldRows } from './held-rows.js';

export function filterTraces(
  held: HeldRows,
  { limit = 50, before, idPrefix = '', ids, errorsOnly = false, field }: TraceFilter,
  summarise: (spans: readonly SpanRow[]) => TraceSummary,
): TracesAnswer {
  const hasField = field === undefined ? () => true : fieldTest(held, field);
  const cursor = before === undefined ? undefined : readCursor(before);
  const found = [...held.traces]
    .filter(([id, spans]) => id.startsWith(idPrefix) && (ids === undefined || ids.includes(id)) && hasField(spans))
    .map(([, spans]) => summarise(spans))
    .filter(({ error_count, start_ns }) => {
      return (!errorsOnly || error_count > 0) && (cursor === undefined || BigInt(start_ns) <= cursor.atMostNs);
    })
    .toSorted(newestFirst);
  const rest = found.slice(cursor?.skipped ?? 0);
  const page = rest.slice(0, Math.min(limit, 500));
  if (rest.length === page.length) return { traces: page };
  return {
    traces: page,
    next: cursorAfter(
      page.map(({ start_ns }) => start_ns),
      before,
    ),
  };
}

function newestFirst(a: TraceSummary, b: TraceSummary): number {
  return compareInstants(b.start_ns, a.start_ns) || (a.trace_id < b.trace_id ? -1 : 1);
}

/** Throws QueryRefused for a field that is not in the catalogue. */
function fieldTest({ catalogue }: HeldRows, field: { readonly name: string; readonly value: string }) {
  const filter = planField(field, catalogue);
  return (spans: readonly SpanRow[]) =>
    spans
      .flatMap(rowsOfSpan)
      .some(({ values }) => passesFilter(columnValue(values.get(filter.column.name), filter.column.type), filter));
}
