import type { FieldType } from '../../api/answers.js';

/**
 * What every row may have besides its attributes, by the names under which Honeycomb files them. An attribute of the
 * same name stands behind these and cannot be asked for.
 */
export const coreColumns: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['trace.trace_id', 'string'],
  ['trace.span_id', 'string'],
  ['trace.parent_id', 'string'],
  ['trace.link.trace_id', 'string'],
  ['trace.link.span_id', 'string'],
  ['name', 'string'],
  ['parent_name', 'string'],
  ['service.name', 'string'],
  ['span.kind', 'string'],
  ['duration_ms', 'float'],
  ['status_code', 'integer'],
  ['status_message', 'string'],
  ['error', 'boolean'],
  ['library.name', 'string'],
  ['library.version', 'string'],
  ['meta.signal_type', 'string'],
  ['meta.annotation_type', 'string'],
  ['body', 'string'],
  ['severity_text', 'string'],
  ['severity_code', 'integer'],
]);
