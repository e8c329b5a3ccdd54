/* What the stock OpenTelemetry packages do with the environment they are started in, as a process of its own: their HTTP
   transport loads node:http by a dynamic import, which jest does not allow. */
import { createTraceState, metrics } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

const [what, json] = process.argv.slice(2);
await { spans: exportSpans, metrics: exportMetrics }[what]();

/** Exports the SpanRecords given as JSON. */
async function exportSpans() {
  const exporter = new OTLPTraceExporter();
  const result = await new Promise((resolve) => exporter.export(JSON.parse(json).map(readableSpan), resolve));
  await exporter.shutdown();
  if (result.error) throw result.error;
}

/** Counts 3 and lets NodeSDK, configured by the environment alone, export that. */
async function exportMetrics() {
  const sdk = new NodeSDK({ spanProcessors: [], logRecordProcessors: [], resourceDetectors: [], instrumentations: [] });
  sdk.start();
  metrics.getMeter('cruddur.test').createCounter('app.activities').add(3, { kind: 'reply' });
  await sdk.shutdown();
}

function readableSpan(record) {
  return {
    ...record,
    spanContext: () => spanContext(record),
    parentSpanContext: record.parentSpanId && {
      spanId: record.parentSpanId,
      isRemote: record.parentIsRemote,
    },
    instrumentationScope: record.scope,
    links: record.links.map((link) => ({ ...link, context: { ...spanContext(link), isRemote: link.isRemote } })),
  };
}

function spanContext({ traceId, spanId, traceFlags, traceState }) {
  return { traceId, spanId, traceFlags, traceState: traceState && createTraceState(traceState) };
}
