import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import { AttributeReader } from './attribute-reader.js';
import { exceptionId } from './exception-id.js';
import { type ParsedThrown, parseNodeStack } from './node-stack.js';
import type { Cause, SegmentException } from './segment-document.js';

const MAX_FRAMES = 50;

/** The exceptions that the span recorded, each followed by what caused it; without any, the ERROR status' own message. */
export function causeOf(span: SpanRecord, attributes: AttributeReader): Cause | undefined {
  const recorded = span.events.filter((event) => event.name === 'exception').map(({ attributes: event }) => event);
  if (recorded.length > 0) return { exceptions: describe(span, recorded.map(parsedChain)) };
  if (span.status.code !== SpanStatusCode.ERROR) return undefined;
  const message = span.status.message || attributes.takeText('http.status_text');
  if (message === undefined) return undefined;
  return { exceptions: describe(span, [[{ message, type: attributes.text('error.type'), frames: [] }]]) };
}

function parsedChain(event: SpanRecord['attributes']): readonly ParsedThrown[] {
  const attributes = new AttributeReader(event);
  const type = attributes.text('exception.type');
  const message = attributes.text('exception.message');
  return parseNodeStack({ type, message, stack: attributes.text('exception.stacktrace') ?? '' });
}

/** X-Ray wants a flat list in which an exception names the one that caused it. */
function describe(span: SpanRecord, chains: readonly (readonly ParsedThrown[])[]): SegmentException[] {
  const remote = span.kind === SpanKind.CLIENT || span.kind === SpanKind.PRODUCER;
  const exceptions: SegmentException[] = [];
  for (const chain of chains) {
    chain.forEach(({ type, message, frames }, depth) => {
      const index = exceptions.length;
      exceptions.push({
        id: exceptionId(span.spanId, index),
        message,
        type,
        remote,
        ...(frames.length > 0 && { stack: frames.slice(0, MAX_FRAMES) }),
        ...(frames.length > MAX_FRAMES && { truncated: frames.length - MAX_FRAMES }),
        ...(depth + 1 < chain.length && { cause: exceptionId(span.spanId, index + 1) }),
      });
    });
  }
  return exceptions;
}
