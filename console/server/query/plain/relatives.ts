import { columnValue } from '../column-value.js';
import type { Column, Relation } from '../column.js';
import { anyTests } from '../any-tests.js';
import { needsRelative } from '../needs-relative.js';
import type { Plan } from '../plan.js';
import type { Scalar } from '../query-spec.js';
import type { Row } from '../row.js';
import { compareScalars } from './compare-scalars.js';
import { passesFilter } from './matches.js';

/** The spans that a plan's prefixes are about; a relation that the plan does not use is not here. */
export interface Relatives {
  readonly root?: ReadonlyMap<string, Row>;
  readonly parent?: ReadonlyMap<string, Row>;
  readonly any?: ReadonlyMap<string, Row>;
}

export function relativesOf(plan: Plan, rows: readonly Row[]): Relatives {
  const used = new Set([...plan.filters.map(({ column }) => column), ...plan.breakdowns].map((c) => c.relation));
  const spans = rows.filter(({ kind }) => kind === 'span');
  const tests = anyTests(plan);
  return {
    ...(used.has('root') && {
      root: earliest(
        spans.filter((row) => !row.values.has('trace.parent_id')),
        traceOf,
      ),
    }),
    ...(used.has('parent') && { parent: earliest(spans, spanOf) }),
    ...(used.has('any') && {
      any: earliest(
        spans.filter((row) => tests.every((test) => passesFilter(own(row, test.column), test))),
        traceOf,
      ),
    }),
  };
}

export function hasRelatives(row: Row, plan: Plan, relatives: Relatives): boolean {
  return (['root', 'parent', 'any'] as const).every((relation) => {
    const used = relatives[relation] !== undefined;
    return !used || !needsRelative(plan, relation) || relativeOf(row, relation, relatives) !== undefined;
  });
}

export function valueIn(row: Row, column: Column, relatives: Relatives): Scalar | undefined {
  const relative = relativeOf(row, column.relation, relatives);
  return relative === undefined ? undefined : own(relative, column);
}

function relativeOf(row: Row, relation: Relation, relatives: Relatives): Row | undefined {
  if (relation === 'self') return row;
  if (relation === 'parent') return relatives.parent?.get(text(row, 'trace.trace_id') + text(row, 'trace.parent_id'));
  return relatives[relation]?.get(traceOf(row));
}

function own({ values }: Row, { name, type }: Column): Scalar | undefined {
  return columnValue(values.get(name), type);
}

/** Of rows with the same key, the one that began first. */
function earliest(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const other = found.get(keyOf(row));
    if (other === undefined || isEarlier(row, other)) found.set(keyOf(row), row);
  }
  return found;
}

function isEarlier(a: Row, b: Row): boolean {
  if (a.timeNs !== b.timeNs) return a.timeNs < b.timeNs;
  return compareScalars(text(a, 'trace.span_id'), text(b, 'trace.span_id')) < 0;
}

const traceOf = (row: Row) => text(row, 'trace.trace_id');
const spanOf = (row: Row) => text(row, 'trace.trace_id') + text(row, 'trace.span_id');

function text({ values }: Row, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
