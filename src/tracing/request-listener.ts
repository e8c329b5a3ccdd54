import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attributes, SpanContext } from '@opentelemetry/api';

/** What is known of an HTTP request from its first byte to its end; one object a request, held by reference. */
export interface ServerRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The SERVER span's ids and real flags; valid also when the span is not recorded. */
  readonly spanContext: SpanContext;
  /** The parent's `Sampled=` / sampled flag where the sender is trusted (TELEMETRY_TRUST), else undefined. */
  readonly trustedSampled: boolean | undefined;
  /** The client's address: the peer's, or from X-Forwarded-For where the sender is trusted. */
  readonly clientAddress: string;
  /** X-Forwarded-For as it came, whoever sent it. */
  readonly forwardedFor: string | undefined;
  /** `enduser.id`: the signed-in user, once the viewer middleware has run. */
  enduserId: string | undefined;
  /** What listeners have to say of it on its SERVER span, for every sink; set when the span ends. */
  furtherAttributes?: Attributes;
  /** Route template such as `/api/activities/@:handle`, known once routing is done. */
  readonly route: string | undefined;
}

export interface FinishedServerRequest extends ServerRequest {
  readonly durationMs: number;
  /** The client went away before the answer was complete. */
  readonly aborted: boolean;
}

/** Hears of every HTTP request but the health checks. Called synchronously, each inside a guard. */
export interface RequestListener {
  /** Before any handler ran: the place to set an answer header. */
  onRequest?(request: ServerRequest): void;
  onFinish?(request: FinishedServerRequest): void;
}
