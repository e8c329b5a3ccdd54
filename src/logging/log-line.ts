import { LEVEL, MESSAGE } from 'triple-beam';
import type { Redactor } from '../redaction/index.js';
import type { TraceIds } from '../tracing/index.js';
import { lineContent } from './line-content.js';
import { KNOWN, type KnownContent, LOGGED, type LogInfo } from './log-info.js';

/** When and for whom a line is written. */
export interface LineContext {
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly ids: TraceIds | undefined;
  readonly enduserId: string | undefined;
  readonly redactor: Redactor;
}

/** A finished line: plain, redacted, in the order in which it is printed; `[MESSAGE]` is its JSON. */
export interface LogLine {
  timestamp: string;
  level: string;
  message: string;
  context?: string;
  trace_id?: string;
  span_id?: string;
  trace_flags?: string;
  'enduser.id'?: string;
  [field: string]: unknown;
  [LEVEL]: string;
  [MESSAGE]: string;
}

/** Written by the line itself. A field of such a name is shown as `_name`: what came from outside cannot pass for it. */
const OWN_NAMES = ['timestamp', 'level', 'message', 'context', 'trace_id', 'span_id', 'trace_flags', 'enduser.id'];

const MAX_CONTEXT = 256;

/** A longer message is clipped; fields have the redactor's own bound. */
const MAX_MESSAGE = 65_536;

/** What JSON leaves as it is, but terminals obey and some readers take for the end of a line. */
const LEFT_BY_JSON = /[\u007f-\u009f\u2028\u2029]/g;

/** Makes the one line of `info`, whatever was logged: every value is read once, guarded, redacted and bounded. */
export function logLine(info: LogInfo, { timestamp, ids, enduserId, redactor }: LineContext): LogLine {
  const known = info[KNOWN] ?? {};
  const content = known.content?.();
  const { words, fields } = lineContent(content ? [content.message] : (info[LOGGED] ?? [info.message]), redactor);
  addForeignFields(fields, info, redactor);
  const level = info[LEVEL] ?? info.level;
  const context = known.context ?? takeContext(fields);
  if (Object.keys(fields).length > 0) renameForged(fields, level);
  // A secret and its name may have been logged as two words.
  const message = redactor.redactAndClip(words.length === 1 ? words[0]! : words.join(' '), MAX_MESSAGE);
  const line = { timestamp, level, message } as LogLine;
  line[LEVEL] = level;
  if (context !== undefined) line.context = redactor.redactAndClip(context, MAX_CONTEXT);
  addOrigin(line, known.ids ?? ids, known.enduserId ?? enduserId);
  if (content !== undefined) addKnownFields(line, content.fields);
  Object.assign(line, fields);
  line[MESSAGE] = JSON.stringify(line).replace(LEFT_BY_JSON, escape);
  return line;
}

/** A child logger's own fields, or those of an info that winston made by itself. */
function addForeignFields(fields: Record<string, unknown>, info: LogInfo, redactor: Redactor): void {
  for (const name of Object.keys(info))
    if (name !== 'level' && name !== 'message') Object.assign(fields, redactor.redactFields({ [name]: info[name] }));
}

function takeContext(fields: Record<string, unknown>): string | undefined {
  const context = Object.hasOwn(fields, 'context') ? fields['context'] : undefined;
  if (typeof context !== 'string') return undefined;
  delete fields['context'];
  return context;
}

function renameForged(fields: Record<string, unknown>, level: string): void {
  for (const name of OWN_NAMES) {
    if (!Object.hasOwn(fields, name)) continue;
    if (name !== 'level' || fields[name] !== level) fields[`_${name}`] = fields[name];
    delete fields[name];
  }
}

function addOrigin(line: LogLine, ids: TraceIds | undefined, enduserId: string | undefined): void {
  if (ids !== undefined) {
    line.trace_id = ids.traceId;
    line.span_id = ids.spanId;
    line.trace_flags = ids.traceFlags.toString(16).padStart(2, '0');
  }
  if (enduserId !== undefined) line['enduser.id'] = enduserId;
}

function addKnownFields(line: LogLine, fields: KnownContent['fields']): void {
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) line[name] = value;
  }
}

function escape(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
