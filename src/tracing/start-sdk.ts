import { createRequire, syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { randomUUID } from 'node:crypto';
import type { Environment, ServiceConfig } from '../config/index.js';
import { redactor } from '../redaction/index.js';
import { AdoptingIdGenerator } from './adopting-id-generator.js';
import { FanOutSpanProcessor } from './fan-out.span-processor.js';
import { guardSdk, guardTracing } from './guard-sdk.js';
import { LeanContext } from './lean/lean-context.js';
import { LeanSpan } from './lean/lean-span.js';
import { LeanTracer } from './lean/lean.tracer.js';
import { LeanTracerProvider } from './lean/lean.tracer-provider.js';
import { whySdk } from './lean/why-sdk.js';
import { configuredPropagator } from './propagator.js';
import { configuredSampler } from './sampler.js';
import { redactedResource } from './redacted-resource.js';
import { ServerSpans } from './server-spans.js';
import { telemetry } from './telemetry-handle.js';
import { tracingConfig } from './tracing.config.js';
import { Trust } from './trust.js';

export interface RunningSdk {
  /** Stops making server spans and flushes what the SDK itself exports: the metrics. Never rejects. */
  shutdown(): Promise<void>;
  /** What the operator is to hear at boot: that another tracer runs than the one that was asked for. */
  readonly notice?: string;
}

export interface StartSdkOptions {
  /** Span processors besides ours. With any, the SDK's tracer runs whatever TELEMETRY_TRACER says. */
  readonly spanProcessors?: readonly SpanProcessor[];
}

/**
 * Starts OpenTelemetry for this process: NodeSDK with our processor, propagators and sampler, instrumentations for
 * outgoing calls only, and the server spans. Metrics readers come from the environment (NodeSDK reads it). With
 * OTEL_SDK_DISABLED ids are still made, so that they can be shown and logged; nothing is recorded.
 *
 * @throws ConfigError naming the variable.
 */
export function startSdk(
  environment: Environment,
  service: ServiceConfig,
  { spanProcessors = [] }: StartSdkOptions = {},
): RunningSdk {
  const config = tracingConfig.from(environment);
  const needsSdk = whySdk({ spanProcessors: spanProcessors.length, sdkMetrics: config.sdkMetrics });
  const lean = config.tracer === 'lean' && needsSdk === undefined && !config.disabled;
  const contextManager = new AsyncLocalStorageContextManager();
  const idGenerator = new AdoptingIdGenerator();
  const textMapPropagator = configuredPropagator(config.propagators);
  const sampler = configuredSampler(config);
  let sdk: NodeSDK | undefined;
  let instrumentations: Instrumentation[] = [];
  if (config.disabled) {
    context.setGlobalContextManager(contextManager);
    propagation.setGlobalPropagator(textMapPropagator);
    trace.setGlobalTracerProvider(new BasicTracerProvider({ sampler, idGenerator }));
  } else {
    const resource = configuredResource(service);
    telemetry.resource = resource;
    instrumentations = [
      new HttpInstrumentation({ disableIncomingRequestInstrumentation: true }),
      new UndiciInstrumentation(),
    ];
    sdk = new NodeSDK({
      resource,
      autoDetectResources: false,
      sampler,
      idGenerator,
      contextManager,
      textMapPropagator,
      spanLimits: config.spanLimits,
      // Without any processor NodeSDK registers no tracer provider, and leaves the place to ours.
      spanProcessors: lean ? [] : [new FanOutSpanProcessor(telemetry), ...spanProcessors],
      logRecordProcessors: [],
      instrumentations,
    });
    if (lean) guardTracing(LeanTracer.prototype, LeanSpan.prototype);
    else guardSdk();
    sdk.start();
    if (lean) {
      const { spanLimits: limits } = config;
      const { spanEnded: onEnd } = telemetry;
      trace.setGlobalTracerProvider(new LeanTracerProvider({ resource, sampler, idGenerator, limits, onEnd }));
    }
    patchBuiltinHttp();
  }
  const serverSpans = new ServerSpans({
    tracer: trace.getTracer('cruddur.http.server', service.version),
    contextManager,
    idGenerator,
    requests: telemetry.requests,
    trust: new Trust(config.trusted),
    readXRay: config.propagators.includes('xray'),
    rootContext: lean ? LeanContext.ROOT : ROOT_CONTEXT,
  });
  serverSpans.start();
  return {
    notice:
      config.tracer === 'lean' && needsSdk !== undefined
        ? `TELEMETRY_TRACER=lean gives way to the SDK's tracer: ${needsSdk}`
        : undefined,
    shutdown: async () => {
      serverSpans.stop();
      // NodeSDK leaves them on: undici's would go on for every later application of this process.
      for (const instrumentation of instrumentations) instrumentation.disable();
      await sdk?.shutdown().catch(() => undefined); // the metrics' last export failed: the reader has said so by diag
    },
  };
}

/** Instrumentations patch `require`d modules; an ES module that imports `node:http` sees the patch only after a sync. */
function patchBuiltinHttp(): void {
  const require = createRequire(import.meta.url);
  for (const module of ['node:http', 'node:https']) require(module);
  syncBuiltinESMExports();
}

/**
 * OTEL_RESOURCE_ATTRIBUTES wins over what is known of the process, and the configured name over both. The SDK's own
 * detectors are left out: the process's would send the command line along, and the host's answers late.
 */
function configuredResource(service: ServiceConfig): Resource {
  const known = resourceFromAttributes({
    'service.version': service.version,
    'service.instance.id': randomUUID(),
    'deployment.environment.name': service.environment,
    'host.name': hostname(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
  });
  const named = resourceFromAttributes({ 'service.name': service.name });
  const resource = defaultResource()
    .merge(known)
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(named);
  return redactedResource(resource, redactor);
}
