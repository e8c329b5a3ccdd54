import { SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../span-record.js';
import { describeSpan } from './describe-span.js';
import { spanTree } from './span-tree.js';

export interface FormatOptions {
  /** The local root, if it is among the spans. */
  readonly root?: SpanRecord;
  /** Said beside the trace id, for spans that come without their root. */
  readonly note?: string;
  readonly colour?: boolean;
}

const MAX_LINES = 200;
const MAX_INDENT = 20;

/** The spans of one request as text, a line for each, ready to be written at once. Empty without spans. */
export function formatSpans(spans: readonly SpanRecord[], { root, note, colour = false }: FormatOptions = {}): string {
  const paint = (code: number, text: string) => (colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  const placed = spanTree(spans, root);
  const lines = placed.slice(0, MAX_LINES).map(({ span, depth }, at) => {
    const failed = span.status.code === SpanStatusCode.ERROR;
    const duration = `${durationMs(span).toFixed(2).padStart(9)} ms`;
    const { name, details, problem } = describeSpan(span);
    const trace = at === 0 ? [`trace_id=${span.traceId}`, ...(note ? [`(${note})`] : [])].join(' ') : '';
    const text = [
      `${failed ? paint(RED, '✗') : ' '} ${duration}  ${'  '.repeat(Math.min(depth, MAX_INDENT))}${failed ? paint(RED, name) : name}`,
      paint(RED, problem),
      paint(DIM, details),
      paint(DIM, trace),
    ];
    return text.filter(Boolean).join('  ');
  });
  if (placed.length > MAX_LINES) lines.push(`  … and ${placed.length - MAX_LINES} more spans`);
  return lines.map((line) => `${line}\n`).join('');
}

const RED = 31;
const DIM = 2;

function durationMs({ startTime, endTime }: SpanRecord): number {
  return (endTime[0] - startTime[0]) * 1e3 + (endTime[1] - startTime[1]) / 1e6;
}
