import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Attributes,
  type Context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { withServerRequest } from './active-request.js';
import type { AdoptingIdGenerator } from './adopting-id-generator.js';
import { freeIdleTimer } from './free-idle-timer.js';
import type { GuardedListeners } from './guarded-listeners.js';
import { knownMethod, requestAttributes, responseAttributes, splitTarget } from './http-attributes.js';
import { readRemoteParent, type RemoteParent } from './remote-parent.js';
import type { RequestListener } from './request-listener.js';
import { ServedRequest } from './served-request.js';
import { plainAddress, type Trust } from './trust.js';
import { ignoreParentDecision } from './trusting-sampler.js';

export interface ServerSpansOptions {
  readonly tracer: Tracer;
  readonly contextManager: AsyncLocalStorageContextManager;
  readonly idGenerator: AdoptingIdGenerator;
  readonly requests: GuardedListeners<RequestListener>;
  readonly trust: Trust;
  /** Whether a request's X-Amzn-Trace-Id is read. */
  readonly readXRay: boolean;
  /** What every request's context is derived from. */
  readonly rootContext: Context;
}

const START = 'http.server.request.start';

/** Health checks: no span, no access line; a load balancer's question a second is nobody's request. */
const UNOBSERVED = /^\/health(?:\/|$)/;

/**
 * Makes the SERVER span of every request of this process from Node's own diagnostics channel, without patching `http`,
 * and makes it the active one for everything that the request causes. The span is held by reference for its end: where
 * `close` fires there may be no context at all (Node 24), or another request's (Node 20).
 */
export class ServerSpans {
  constructor(private readonly options: ServerSpansOptions) {}

  start(): void {
    subscribe(START, this.onStart);
  }

  stop(): void {
    unsubscribe(START, this.onStart);
  }

  private readonly onStart = (message: unknown): void => {
    const startedAtMs = performance.now();
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const peer = plainAddress(request.socket.remoteAddress);
    const trusted = this.options.trust.includes(peer);
    const parent = readRemoteParent(request.headers, this.options.readXRay, this.options.rootContext);
    const target = splitTarget(request.url ?? '/');
    const observed = !UNOBSERVED.test(target.path);
    const clientAddress = this.options.trust.clientAddress(peer, request.headers['x-forwarded-for']?.toString());
    const span = observed
      ? this.startSpan(parent, trusted, request.method, requestAttributes(request, target, peer, clientAddress))
      : this.unobservedSpan(parent);
    const spanContext = span.spanContext();
    const served = new ServedRequest(
      request,
      response,
      spanContext,
      trusted ? parent.sampled : undefined,
      clientAddress,
      startedAtMs,
    );
    response.setHeader('traceresponse', traceresponse(spanContext));
    this.options.contextManager.attach(withServerRequest(trace.setSpan(parent.context, span), served));
    if (observed) this.options.requests.each((listener) => listener.onRequest?.(served));
    this.whenOver(served, observed ? span : undefined);
  };

  /**
   * Ends the span once: when the answer is handed to the system whole, or when the client has gone. A pipelined request
   * that never got a socket for its answer is known by its own `close`.
   */
  private whenOver(served: ServedRequest, span: Span | undefined): void {
    const { request, response } = served;
    let left = span;
    const end = (aborted: boolean) => {
      const ending = left;
      left = undefined;
      if (ending) this.end(ending, served, aborted);
    };
    // A body that breaks off is answered 400, to nobody: `aborted` tells that from an answer that came before the body's end.
    // `close` comes once by itself; `once` would cost both streams a listener's removal.
    response.on('close', () => {
      end(!response.writableFinished || request.aborted);
      freeIdleTimer(request.socket, this.options.contextManager);
    });
    if (span === undefined) return;
    request.on('close', () => {
      if (request.socket.destroyed && !response.writableFinished) end(true);
    });
  }

  private startSpan(parent: RemoteParent, trusted: boolean, method: string | undefined, attributes: Attributes): Span {
    const { tracer, idGenerator } = this.options;
    const isBelieved = trusted || trace.getSpan(parent.context) === undefined;
    const context = isBelieved ? parent.context : ignoreParentDecision(parent.context);
    const options = { kind: SpanKind.SERVER, attributes };
    const start = () => tracer.startSpan(knownMethod(method), options, context);
    return parent.traceId === undefined ? start() : idGenerator.adopt(parent.traceId, start);
  }

  private unobservedSpan(parent: RemoteParent): Span {
    const { idGenerator } = this.options;
    const traceId = spanTraceId(parent.context) ?? parent.traceId ?? idGenerator.generateTraceId();
    return trace.wrapSpanContext({ traceId, spanId: idGenerator.generateSpanId(), traceFlags: TraceFlags.NONE });
  }

  private end(span: Span, served: ServedRequest, aborted: boolean): void {
    served.finish(aborted);
    if (span.isRecording()) {
      const { route, response, request } = served;
      if (route !== undefined) {
        span.updateName(`${knownMethod(request.method)} ${route}`);
        span.setAttribute('http.route', route);
      }
      if (served.enduserId !== undefined) span.setAttribute('enduser.id', served.enduserId);
      if (served.furtherAttributes !== undefined) span.setAttributes(served.furtherAttributes);
      span.setAttributes(responseAttributes(response, aborted));
      if (!aborted && response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    }
    // Listeners first: the access line of a request stands before the lines that its span's end may cause.
    this.options.requests.each((listener) => listener.onFinish?.(served));
    span.end();
  }
}

function spanTraceId(context: Context): string | undefined {
  return trace.getSpanContext(context)?.traceId;
}

function traceresponse({
  traceId,
  spanId,
  traceFlags,
}: {
  traceId: string;
  spanId: string;
  traceFlags: number;
}): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
