import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { OtlpEndpoint } from '../../otlp/index.js';
import type { SpanRecord } from '../../tracing/index.js';
import type { HoneycombKey } from './honeycomb-api.js';
import { explainNetwork } from '../explain/explain-network.js';
import { explainOtlpAnswer } from '../explain/explain-otlp-answer.js';
import { explainRefusedSpan } from './honeycomb-identity.js';
import type { Target } from '../explain/target.js';

type StockSpan = Parameters<OTLPTraceExporter['export']>[0][number];

const TIMEOUT_MS = 4_000;

/**
 * The same way by OpenTelemetry's own exporter, which shares no line with this service's: what it gets through, any
 * OpenTelemetry program would.
 *
 * @throws Diagnosis where `target` is given and the answer tells why; the exporter's error otherwise
 */
export async function stockExport(
  { url, headers, gzip, ...endpoint }: OtlpEndpoint,
  spans: readonly SpanRecord[],
  signal: AbortSignal,
  target?: Target,
  key?: HoneycombKey,
): Promise<void> {
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: TIMEOUT_MS });
  const error = await new Promise<(Error & { readonly code?: unknown; readonly data?: string }) | undefined>(
    (resolve) => {
      signal.addEventListener('abort', () => resolve(signal.reason as Error));
      exporter.export(spans.map(stockSpan), (result) => resolve(result.error));
    },
  );
  if (error === undefined) return;
  if (target === undefined) throw error;
  if (typeof error.code !== 'number') throw explainNetwork(error, target) ?? error;
  const answer = { status: error.code, type: undefined, said: error.data ?? '' };
  throw (
    explainRefusedSpan(answer, key) ?? explainOtlpAnswer(answer, { ...endpoint, url, headers, gzip }, target) ?? error
  );
}

/** The record as the SDK's exporters take a span. */
function stockSpan(record: SpanRecord): StockSpan {
  const { traceId, spanId, traceFlags } = record;
  return {
    ...record,
    attributes: { ...record.attributes },
    events: [],
    links: [],
    spanContext: () => ({ traceId, spanId, traceFlags }),
    instrumentationScope: record.scope,
    // The exporter looks at its attributes alone.
    resource: record.resource as StockSpan['resource'],
    duration: [0, 999_999],
    ended: true,
  };
}
