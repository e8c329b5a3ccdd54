import type { IdGenerator } from '@opentelemetry/sdk-trace-base';
import { RandomHex } from './lean/random-hex.js';

/**
 * Trace ids that every destination takes: the first 8 hex digits are the seconds since the epoch, as X-Ray's own ids
 * have them, the other 24 are random. A root span whose trace already has an id without a parent's span (a load
 * balancer's `Root=`) adopts that.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
 */
export class AdoptingIdGenerator implements IdGenerator {
  private readonly random = new RandomHex();
  private adopted: string | undefined;
  private second = 0;
  private prefix = '';

  generateTraceId = (): string =>
    this.adopted ?? `${this.epochSeconds()}${this.random.next16()}${this.random.next16().slice(8)}`;
  generateSpanId = (): string => this.random.next16();

  /** Root spans started inside `start`, which is synchronous, belong to `traceId`. */
  adopt<T>(traceId: string | undefined, start: () => T): T {
    this.adopted = traceId;
    try {
      return start();
    } finally {
      this.adopted = undefined;
    }
  }

  private epochSeconds(): string {
    const second = Math.floor(Date.now() / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.prefix = second.toString(16).padStart(8, '0');
    }
    return this.prefix;
  }
}
