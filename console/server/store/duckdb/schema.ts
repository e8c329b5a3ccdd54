import type { PromotedColumn } from './promoted-columns.js';

/**
 * One file: `items` has a row for each span, span event, link and log record; what most rows have are columns, the
 * attributes are JSON, and those that queries use are columns besides (`promoted`). A column for each attribute would be
 * filled at a fifth of the rate.
 */
export const itemColumns = [
  ['kind', 'UTINYINT'],
  ['trace_id', 'VARCHAR'],
  ['span_id', 'VARCHAR'],
  ['parent_id', 'VARCHAR'],
  ['time_ns', 'BIGINT'],
  ['duration_ns', 'BIGINT'],
  ['name', 'VARCHAR'],
  ['parent_name', 'VARCHAR'],
  ['service', 'VARCHAR'],
  ['span_kind', 'VARCHAR'],
  ['status_code', 'UTINYINT'],
  ['status_message', 'VARCHAR'],
  ['trace_state', 'VARCHAR'],
  ['scope_name', 'VARCHAR'],
  ['scope_version', 'VARCHAR'],
  ['link_trace_id', 'VARCHAR'],
  ['link_span_id', 'VARCHAR'],
  ['severity_number', 'UTINYINT'],
  ['severity_text', 'VARCHAR'],
  ['body', 'VARCHAR'],
  ['resource', 'INTEGER'],
  ['attributes', 'VARCHAR'],
] as const;

export type ItemColumn = (typeof itemColumns)[number][0];

/** Statements that make an empty file. */
export function schema(promoted: readonly PromotedColumn[]): readonly string[] {
  const columns = [
    ...itemColumns.map(([name, type]) => `${name} ${type}`),
    ...promoted.map((p) => `${p.column} ${p.type}`),
  ];
  return [
    `CREATE TABLE items (${columns.join(', ')})`,
    'CREATE TABLE resources (id INTEGER, attributes VARCHAR)',
    // What was seen of each attribute: bits of `seen` in the catalogue.
    'CREATE TABLE fields (name VARCHAR PRIMARY KEY, seen INTEGER)',
    'CREATE TABLE promoted (name VARCHAR, type VARCHAR, col VARCHAR)',
    ...promoted.map(({ name, type, column }) => `INSERT INTO promoted VALUES ('${name}', '${type}', '${column}')`),
  ];
}
