import type { LogLine } from './log-line.js';
import { printable } from './printable.js';

const COLOURS: Readonly<Record<string, number>> = {
  fatal: 35,
  error: 31,
  warn: 33,
  info: 32,
  http: 36,
  verbose: 36,
  debug: 34,
  silly: 90,
};
const DIM = 90;
const BOLD = 1;

const SHOWN_ELSEWHERE = new Set([
  'timestamp',
  'level',
  'message',
  'context',
  'trace_id',
  'span_id',
  'trace_flags',
  'stack',
]);

/** Facts of the request: its access line has them in words already, and every other line leads there by its trace id. */
const OF_THE_REQUEST = /^(?:http|url|client|network|user_agent|enduser)\./;

const MAX_FIELD = 120;

/** A line for people: time (UTC), level, context, message, short fields, trace id; the stack indented below. */
export function prettyLine(line: LogLine, colours: boolean): string {
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const parts = [
    paint(DIM, line.timestamp.slice(11, 23)),
    paint(COLOURS[line.level] ?? DIM, line.level.toUpperCase().padEnd(5)),
    ...(line.context ? [paint(BOLD, `[${printable(line.context)}]`)] : []),
    printable(line.message),
    ...shortFields(line).map((field) => paint(DIM, field)),
    ...(line.trace_id ? [paint(DIM, `trace_id=${line.trace_id}`)] : []),
  ];
  return parts.join(' ') + indentedStack(line['stack'], (text) => paint(DIM, text));
}

function shortFields({ error, ...line }: LogLine): string[] {
  // Its name and message begin the stack; what else is on it, such as a code, is worth seeing.
  const {
    name: _name,
    message: _message,
    ...details
  }: Record<string, unknown> = line['stack'] ? Object(error) : { error };
  return Object.entries({ ...line, ...details })
    .filter(([name, value]) => value !== undefined && !SHOWN_ELSEWHERE.has(name) && !OF_THE_REQUEST.test(name))
    .map(([name, value]) => `${printable(name)}=${shortValue(value)}`);
}

function shortValue(value: unknown): string {
  const text = typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : (JSON.stringify(value) ?? '');
  return printable(text.length > MAX_FIELD ? `${text.slice(0, MAX_FIELD)}…` : text);
}

function indentedStack(stack: unknown, paint: (text: string) => string): string {
  if (typeof stack !== 'string') return '';
  const lines = stack.split(/\r\n|[\n\r]/).map((text) => `    ${paint(printable(text.trimEnd()))}`);
  return `\n${lines.join('\n')}`;
}
