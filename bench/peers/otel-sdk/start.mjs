// OpenTelemetry's SDK as its guide has it: NodeSDK, the http instrumentation, the batch processor and OTLP as protobuf (an
// exporter alone gets that processor), and @Span of nestjs-otel.
import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation()] }).start();
globalThis[Symbol.for('cruddur.bench.peer')] = { decorator: 'nestjs-otel' };
