import { type AttributeValue, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_URL_PATH,
} from '@opentelemetry/semantic-conventions';
import type { SpanRecord } from '../span-record.js';

const MAX_CHARS = 120;
const MAX_DETAILS = 8;

/** What is worth a place on a span's line: the answer's status, the path behind a template, where a call went, what the application noted. */
export function describeSpan(span: SpanRecord): { name: string; details: string; problem: string } {
  const { attributes } = span;
  const status = attributes[ATTR_HTTP_RESPONSE_STATUS_CODE];
  const details: string[] = [];
  if (span.kind === SpanKind.SERVER) {
    const path = attributes[ATTR_URL_PATH];
    if (path !== undefined && !span.name.endsWith(` ${String(path)}`)) details.push(show(path));
  }
  if (span.kind === SpanKind.CLIENT && attributes[ATTR_SERVER_ADDRESS] !== undefined) {
    details.push(show(attributes[ATTR_SERVER_ADDRESS]));
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (details.length === MAX_DETAILS) break;
    if (value !== undefined && isTold(key, span.kind)) details.push(`${printable(key)}=${show(value)}`);
  }
  return {
    name: status === undefined ? printable(span.name) : `${printable(span.name)} ${show(status)}`,
    details: details.join(' '),
    problem: span.status.code === SpanStatusCode.ERROR ? printable(problemOf(span)) : '',
  };
}

/** What the application put there. On a span of its own that is everything but what the decorator says of every call. */
function isTold(key: string, kind: SpanKind): boolean {
  if (key.startsWith('app.')) return true;
  return kind === SpanKind.INTERNAL && !key.startsWith('code.') && key !== ATTR_ERROR_TYPE;
}

function problemOf({ attributes, events, status }: SpanRecord): string {
  const message = status.message || events.find(({ name }) => name === 'exception')?.attributes[ATTR_EXCEPTION_MESSAGE];
  return [attributes[ATTR_ERROR_TYPE], message].filter(Boolean).map(String).join(': ');
}

function show(value: AttributeValue): string {
  return printable(Array.isArray(value) ? JSON.stringify(value) : String(value));
}

/** One line stays one line, and no value commands the terminal: control characters are shown as their code points. */
function printable(text: string): string {
  const line = text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS - 1)}…` : text;
  return line.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
