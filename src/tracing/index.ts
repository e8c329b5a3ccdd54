// Owns: the spans of this process: @Span, the server span, whom a request's parent is believed, what every sink sees of a span.
// Does not: send anything anywhere, nor name a destination; sinks attach to the telemetry handle.
// May be imported by the destinations, by metrics, errors, logging, health and the doctor; the features use @Span and the interceptors.
export { activeRequest, activeTraceIds, type TraceIds } from './active-request.js';
export { EndOfTurn } from './end-of-turn.js';
export { GuardedListeners } from './guarded-listeners.js';
export { knownMethod } from './http-attributes.js';
export { HandlerDurationInterceptor } from './interceptors/handler-duration.interceptor.js';
export { RequestFactsInterceptor } from './interceptors/request-facts.interceptor.js';
export type { FinishedServerRequest, RequestListener, ServerRequest } from './request-listener.js';
export { describeThrown, type DescribedThrown } from './span/describe-thrown.js';
export { Span } from './span/span.decorator.js';
export type { SpanOptions, SpanOptionsOrFactory } from './span/span-options.js';
export { isLocalRoot, type SpanEventRecord, type SpanLinkRecord, type SpanRecord } from './span-record.js';
export type { SpanSink } from './span-sink.js';
export { startSdk, type RunningSdk } from './start-sdk.js';
export { StdoutSpansModule } from './stdout/stdout-spans.module.js';
export { TELEMETRY, telemetry, type Telemetry } from './telemetry-handle.js';
export { TracingModule } from './tracing.module.js';
export { tracingConfig } from './tracing.config.js';
