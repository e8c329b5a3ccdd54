import type { Attributes, SpanKindName, SpanRow } from '../../console/api/spans.js';
import { toAnswer as toQueryAnswer } from '../../console/server/query/answer.js';
import { Catalogue, seen } from '../../console/server/query/catalogue.js';
import { evaluate } from '../../console/server/query/plain/evaluate.js';
import { planQuery } from '../../console/server/query/plan.js';
import { readQuerySpec } from '../../console/server/query/read-query-spec.js';
import { rowsOfSpan } from '../../console/server/query/rows-of.js';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { toSpanRecord } from '../../src/tracing/sdk-span-record.js';
import type { SpanRecord } from '../../src/tracing/span-record.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how jest's matchers are declared
  namespace jest {
    interface Matchers<R> {
      /**
       * A Honeycomb query over these spans answers these rows, in order: `expect(spans).toAnswer(query, rows)`. Keys are a
       * result's: `COUNT`, `P90(duration_ms)`, breakdown names. Without times in it the query is about all of the spans. What
       * `exists` or `does-not-exist` names may be what no span has.
       */
      toAnswer(query: unknown, rows: Rows): R;
    }
  }
}

/** A span as the SDK has it, as the service's own pipeline has it, or as the console has it. */
type AnySpan = ReadableSpan | SpanRecord | SpanRow;

/** For `expect.extend({ toAnswer })`. */
export function toAnswer(
  this: jest.MatcherContext,
  spans: readonly AnySpan[],
  query: unknown,
  rows: Rows,
): jest.CustomMatcherResult {
  const answered = answer(spans.map(asRow), query);
  return {
    pass: this.equals(answered, rows),
    message: () => this.utils.printDiffOrStringify(rows, answered, 'Expected rows', 'Answered rows', true),
  };
}

function answer(spans: readonly SpanRow[], query: unknown): Rows {
  const catalogue = new Catalogue();
  for (const { attributes, resource, events, links } of spans) {
    catalogue.observe(resource, seen.onResource);
    for (const source of [{ attributes }, ...events, ...links]) catalogue.observe(source.attributes, seen.onRow);
  }
  const spec = readQuerySpec(query);
  for (const { op, column } of spec.filters ?? [])
    if (op === 'exists' || op === 'does-not-exist') know(column, catalogue);
  const hasTimes = [spec.start_time, spec.end_time, spec.time_range].some((time) => time !== undefined);
  const plan = planQuery(hasTimes ? spec : { ...spec, ...timesOf(spans, spec.granularity) }, catalogue, Date.now());
  const { data } = toQueryAnswer(plan, evaluate(plan, spans.flatMap(rowsOfSpan)), 0);
  return data.results.map((result) => result.data);
}

/** A column of which nothing was seen is text that no span has. */
function know(column: string, catalogue: Catalogue): void {
  const name = catalogue.typeOf(column) === undefined ? column.replace(/^(root|parent|any)\./, '') : column;
  if (catalogue.typeOf(name) === undefined) catalogue.add(name, seen.text | seen.onRow);
}

/** From the second in which the first of them began to the end of the last one's, and a step at least. */
function timesOf(
  spans: readonly SpanRow[],
  stepSeconds = 0,
): { readonly start_time: number; readonly end_time: number } {
  const seconds = spans
    .flatMap(rowsOfSpan)
    .map(({ timeNs }) => Number(timeNs / 1_000_000_000n))
    .toSorted((a, b) => a - b);
  const start_time = seconds[0] ?? 0;
  return { start_time, end_time: Math.max(seconds.at(-1) ?? 0, start_time + stepSeconds - 1) + 1 };
}

/** As the console receives it. */
function asRow(span: AnySpan): SpanRow {
  if ('trace_id' in span) return span;
  if ('spanContext' in span) return asRow(toSpanRecord(span));
  const startNs = nanoseconds(span.startTime);
  const service = span.resource.attributes['service.name'];
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    ...(span.parentSpanId !== undefined && { parent_id: span.parentSpanId }),
    name: span.name,
    kind: kinds[span.kind] ?? 'internal',
    service: typeof service === 'string' ? service : '',
    scope: span.scope,
    start_ns: String(startNs),
    duration_ns: Number(nanoseconds(span.endTime) - startNs),
    status_code: span.status.code,
    ...(span.status.message !== undefined && { status_message: span.status.message }),
    attributes: present(span.attributes),
    resource: present(span.resource.attributes),
    events: span.events.map(({ name, time, attributes }) => {
      return { name, time_ns: String(nanoseconds(time)), attributes: present(attributes) };
    }),
    links: span.links.map(({ traceId, spanId, attributes }) => {
      return { trace_id: traceId, span_id: spanId, attributes: present(attributes) };
    }),
  };
}

/** By OpenTelemetry's numbers of span kinds. */
const kinds: readonly SpanKindName[] = ['internal', 'server', 'client', 'producer', 'consumer'];

function nanoseconds([seconds, rest]: SpanRecord['startTime']): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(rest);
}

function present(attributes: SpanRecord['attributes']): Attributes {
  return JSON.parse(JSON.stringify(attributes)) as Attributes;
}
