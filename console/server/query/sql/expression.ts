import type { FieldType } from '../../../api/answers.js';
import type { Column } from '../column.js';
import { numeral } from '../column-value.js';
import { rowKinds, type Layout } from './layout.js';
import type { Parameters } from './parameters.js';

/** Core columns by name, over the row `r`. */
const core: Readonly<Record<string, (r: string) => string>> = {
  'trace.trace_id': (r) => `${r}.trace_id`,
  'trace.span_id': (r) => `${r}.span_id`,
  'trace.parent_id': (r) => `${r}.parent_id`,
  'trace.link.trace_id': (r) => `${r}.link_trace_id`,
  'trace.link.span_id': (r) => `${r}.link_span_id`,
  name: (r) => `${r}.name`,
  parent_name: (r) => `${r}.parent_name`,
  'service.name': (r) => `${r}.service`,
  'span.kind': (r) => `${r}.span_kind`,
  duration_ms: (r) => `(${r}.duration_ns / 1e6)`,
  status_code: (r) => `${r}.status_code`,
  status_message: (r) => `${r}.status_message`,
  error: (r) => `(CASE WHEN ${r}.status_code = 2 THEN true END)`,
  'library.name': (r) => `${r}.scope_name`,
  'library.version': (r) => `${r}.scope_version`,
  'meta.signal_type': (r) =>
    `(CASE WHEN ${r}.kind = ${rowKinds.log} THEN 'log' WHEN ${r}.kind IS NOT NULL THEN 'trace' END)`,
  'meta.annotation_type': (r) =>
    `(CASE ${r}.kind WHEN ${rowKinds.span_event} THEN 'span_event' WHEN ${rowKinds.link} THEN 'link' END)`,
  body: (r) => `${r}.body`,
  severity_text: (r) => `${r}.severity_text`,
  severity_code: (r) => `${r}.severity_number`,
};

/** A column's value on the row `r`, whose resource is joined as `resourceAlias(r)`. */
export function expression(column: Column, r: string, layout: Layout, parameters: Parameters): string {
  const { name, type } = column;
  if (type === 'number') return numbersIn(expression({ ...column, type: 'string' }, r, layout, parameters));
  const ofCore = core[name];
  if (ofCore !== undefined && Object.hasOwn(core, name)) return ofCore(r);
  const { onRow, onResource } = layout.places(name);
  const ofRow = () => {
    const promoted = layout.promoted(name, type);
    return promoted === undefined ? fromJson(`${r}.attributes`, name, type, parameters) : `${r}.${promoted}`;
  };
  const ofResource = () => fromJson(`${resourceAlias(r)}.attributes`, name, type, parameters);
  if (onRow && onResource) return `coalesce(${ofRow()}, ${ofResource()})`;
  return onResource ? ofResource() : ofRow();
}

export function resourceAlias(r: string): string {
  return `${r}_resource`;
}

/** Whether the value may stand on the row's resource, which then has to be joined. */
export function needsResource({ name }: Column, layout: Layout): boolean {
  return !Object.hasOwn(core, name) && layout.places(name).onResource;
}

export function joinResource(r: string): string {
  return `LEFT JOIN resources AS ${resourceAlias(r)} ON ${resourceAlias(r)}.id = ${r}.resource`;
}

/** By JSON pointer: a name may hold any character, and the pointer is a bound value like any other. */
export function fromJson(document: string, name: string, type: FieldType, parameters: Parameters): string {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const text = `json_extract_string(${document}, ${parameters.bind(pointer)})`;
  if (type === 'string') return text;
  if (type === 'boolean') return `TRY_CAST(${text} AS BOOLEAN)`;
  // The names of what is no number, which a column of numbers may hold, are numbers to the engine: without these letters not.
  return `TRY_CAST(translate(${text}, 'NI', '') AS DOUBLE)`;
}

/** What is written as a number, see `numberIn`. */
function numbersIn(text: string): string {
  const number = `TRY_CAST(regexp_extract(${text}, '${numeral.source}') AS DOUBLE)`;
  return `nullif(nullif(${number}, 'Infinity'::DOUBLE), '-Infinity'::DOUBLE)`;
}
