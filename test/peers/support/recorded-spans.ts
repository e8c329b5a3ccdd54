import type { ReceivedSpan } from '../../support/otlp-flatten.js';
import type { ArrivedSegment } from '../../support/xray-daemon.js';
import type { AnsweredRequest } from './request-mix.js';

/** What tells one span from another, and where it stands. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
}

const bySpan = (a: SpanPlace, b: SpanPlace) => a.spanId.localeCompare(b.spanId);

/** Where each received span stands, in the order of their ids; a span that came twice is there twice. */
export function placesOf(spans: readonly ReceivedSpan[]): SpanPlace[] {
  return spans.map(({ traceId, spanId, parentSpanId }) => ({ traceId, spanId, parentSpanId })).toSorted(bySpan);
}

/** The same of X-Ray's documents: a second witness of what the service recorded, which went another way. */
export function placesInSegments(segments: readonly ArrivedSegment[]): SpanPlace[] {
  const places = ({ id, ...segment }: ArrivedSegment, traceId: string, parentSpanId: string): SpanPlace[] => [
    { traceId, spanId: id, parentSpanId },
    ...((segment['subsegments'] ?? []) as ArrivedSegment[]).flatMap((child) => places(child, traceId, id)),
  ];
  return segments
    .flatMap((segment) => places(segment, segment.trace_id.replace(/^1-(.*)-/, '$1'), segment['parent_id'] ?? ''))
    .toSorted(bySpan);
}

/** What of the answered requests is not at the far side as it was recorded, one line a problem; empty where all is. */
export function mismatches(answered: readonly AnsweredRequest[], spans: readonly ReceivedSpan[]): string[] {
  const traces = new Map<string, ReceivedSpan[]>();
  for (const span of spans) traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
  return answered.flatMap((one) => {
    const trace = traces.get(one.traceId) ?? [];
    return mismatch(one, trace).map((problem) => `${one.request.server} ${one.traceId}: ${problem}`);
  });
}

function mismatch({ request, spanId, parentSpanId }: AnsweredRequest, trace: readonly ReceivedSpan[]): string[] {
  const problems: string[] = [];
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) problems.push(`${what} is ${String(found)}, not ${String(wanted)}`);
  };
  const found = (what: string, under: string) =>
    trace.find((span) => span.name === what && span.parentSpanId === under);
  expect('the number of spans', trace.length, 1 + request.below.length);
  const server = found(request.server, parentSpanId);
  expect('the server span’s id', server?.spanId, spanId);
  expect('its kind', server?.kind, 2);
  expect('its tracestate', server?.traceState, parentSpanId ? 'caller=mix' : '');
  expect('its status', server?.status.code, request.status >= 500 ? 2 : 0);
  expect('its http status', server?.attributes['http.response.status_code'], request.status);
  expect('its path', server?.attributes['url.path'], request.path.replace(/\?.*/, ''));
  expect('its events', server?.events.map(({ name }) => name).join(), request.status >= 500 ? 'exception' : '');
  let under = spanId;
  for (const name of request.below) {
    const span = found(name, under);
    expect(`${name} below ${under}`, span?.kind, 1);
    under = span?.spanId ?? '';
  }
  return problems;
}
