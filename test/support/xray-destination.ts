import { TraceFlags } from '@opentelemetry/api';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serviceConfig, type Environment } from '../../src/config/index.js';
import { DeliveryService } from '../../src/delivery/index.js';
import type { ServerRequest, SpanRecord } from '../../src/tracing/index.js';
import { Telemetry } from '../../src/tracing/telemetry-handle.js';
import { xrayConfig } from '../../src/xray/xray.config.js';
import { XRayDestination } from '../../src/xray/xray.destination.js';
import { spanRecord } from './span-record.js';

/** The X-Ray destination as the module builds it, on a telemetry handle and a delivery of its own. */
export class RunningXRay {
  readonly telemetry = new Telemetry();
  private ids = 0;

  constructor(
    environment: Environment,
    readonly delivery = new DeliveryService({
      queueBytes: 4 * 1024 * 1024,
      shutdownMs: 20_000,
      spoolDir: undefined,
      spoolBytes: 0,
    }),
  ) {
    const service = serviceConfig.from({ OTEL_SERVICE_NAME: 'backend-nest' });
    new XRayDestination(xrayConfig.from(environment), service, this.telemetry, this.delivery).onModuleInit();
  }

  accounts() {
    return this.delivery.accounts()['xray']!;
  }

  end(...spans: readonly SpanRecord[]): void {
    for (const span of spans) this.telemetry.spans.end(span);
  }

  /** A SERVER span of now, of a trace of its own. */
  requestSpan(overrides: Partial<SpanRecord> = {}): SpanRecord {
    this.ids += 1;
    const seconds = Math.floor(Date.now() / 1_000);
    return spanRecord({
      traceId: seconds.toString(16).padStart(8, '0') + this.ids.toString(16).padStart(24, '0'),
      spanId: this.ids.toString(16).padStart(16, '0'),
      startTime: [seconds, 0],
      endTime: [seconds, 5_000_000],
      ...overrides,
    });
  }

  /** `span`'s request begins. @returns the headers that its answer got, and what the span's end is to be. */
  begin(span: SpanRecord, request: Partial<ServerRequest> & { readonly headers?: Record<string, string> } = {}) {
    const headers: Record<string, string> = {};
    this.telemetry.requests.each((listener) =>
      listener.onRequest?.({
        request: { method: 'GET', url: '/api/activities/home?a=1', headers: request.headers ?? {} } as IncomingMessage,
        response: { setHeader: (name: string, value: string) => (headers[name] = value) } as unknown as ServerResponse,
        spanContext: { traceId: span.traceId, spanId: span.spanId, traceFlags: TraceFlags.SAMPLED },
        trustedSampled: undefined,
        clientAddress: '127.0.0.1',
        forwardedFor: undefined,
        enduserId: undefined,
        route: undefined,
        ...request,
      }),
    );
    return headers;
  }
}
