import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attributes, SpanContext } from '@opentelemetry/api';
import type { FinishedServerRequest, ServerRequest } from './request-listener.js';

/** What Express leaves on the request once it has found the route. */
interface Routed {
  readonly route?: { readonly path?: unknown };
  readonly baseUrl?: string;
}

/** The one object that stands for a request from its start to its end. */
export class ServedRequest implements ServerRequest, FinishedServerRequest {
  enduserId: string | undefined;
  furtherAttributes: Attributes | undefined;
  durationMs = 0;
  aborted = false;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly spanContext: SpanContext,
    readonly trustedSampled: boolean | undefined,
    readonly clientAddress: string,
    private readonly startedAtMs: number,
  ) {}

  get forwardedFor(): string | undefined {
    const header = this.request.headers['x-forwarded-for'];
    return typeof header === 'string' ? header : header?.join(', ');
  }

  get route(): string | undefined {
    const { route, baseUrl } = this.request as IncomingMessage & Routed;
    return typeof route?.path === 'string' ? `${baseUrl ?? ''}${route.path}` : undefined;
  }

  finish(aborted: boolean): void {
    this.durationMs = performance.now() - this.startedAtMs;
    this.aborted = aborted;
  }
}
