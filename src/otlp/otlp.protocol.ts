import {
  keepAliveAgent,
  outcomeOfHttp,
  post,
  type DeliveryBatch,
  type DeliveryOutcome,
  type DeliveryProtocol,
  type Framing,
} from '../delivery/index.js';
import type { SignalEncoding } from './encoding/otlp-encoding.js';
import type { OtlpEndpoint } from './otlp-destination.js';
import { rejectedItems } from './partial-success.js';

/** A thousand spans. Receivers take 4 MiB and more, but gzip of so much at once holds a core for longer than a request takes. */
const MAX_BATCH_BYTES = 512 * 1024;
/** An exchange takes some turns of the event loop: where a core has nothing left two at a time got out 72 % of 150,000 spans a second, four all. */
const MAX_IN_FLIGHT = 4;

interface OtlpProtocolOptions {
  readonly flushIntervalMs: number;
  readonly isUp?: () => boolean;
}

/** OTLP/HTTP as the delivery queue speaks it. https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export class OtlpProtocol implements DeliveryProtocol {
  readonly framing: Framing;
  readonly gzip: boolean;
  readonly limits: DeliveryProtocol['limits'];
  readonly isUp: DeliveryProtocol['isUp'];

  private readonly agent: ReturnType<typeof keepAliveAgent>;

  constructor(
    private readonly endpoint: OtlpEndpoint,
    private readonly form: Pick<SignalEncoding<never>, 'contentType' | 'framing'>,
    { flushIntervalMs, isUp }: OtlpProtocolOptions,
  ) {
    this.isUp = isUp;
    this.framing = form.framing;
    this.gzip = endpoint.gzip;
    this.limits = {
      maxBatchBytes: MAX_BATCH_BYTES,
      maxBatchGroups: endpoint.maxBatchGroups ?? 1_024,
      flushIntervalMs,
      attemptTimeoutMs: endpoint.timeoutMs,
      maxInFlight: MAX_IN_FLIGHT,
    };
    this.agent = keepAliveAgent(endpoint.url, { maxSockets: MAX_IN_FLIGHT, maxFreeSockets: MAX_IN_FLIGHT });
  }

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { url } = this.endpoint;
    const body = await batch.body();
    const headers = await this.headers(body);
    const answer = await post({ url, headers, body, signal, agent: this.agent });
    const said = this.endpoint.meaning?.(answer);
    if (said !== undefined) return said;
    const outcome = outcomeOfHttp(answer, {
      advice: `check ${this.endpoint.keyVariable}: the key, and that it is one of this endpoint's region`,
    });
    if (outcome.kind === 'delivered') {
      const items = Math.min(rejectedItems(answer, this.form.contentType), batch.items);
      return items === 0 ? outcome : { kind: 'delivered', rejected: { reason: 'rejected', items } };
    }
    if (answer.status !== 404) return outcome;
    return { ...outcome, because: `HTTP 404: is ${new URL(url).pathname} the path that this endpoint takes OTLP at?` };
  }

  close(): void {
    this.agent.destroy();
  }

  private async headers(body: Uint8Array): Promise<Readonly<Record<string, string>>> {
    const { endpoint } = this;
    const headers = {
      'user-agent': 'cruddur-backend (OTLP)',
      ...endpoint.headers,
      'content-type': this.form.contentType,
      ...(this.gzip ? { 'content-encoding': 'gzip' } : {}),
    };
    return endpoint.sign ? endpoint.sign({ url: endpoint.url, headers, body }) : headers;
  }
}
