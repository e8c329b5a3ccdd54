import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';

/**
 * Trace ids that every destination takes: the first 8 hex digits are the seconds since the epoch, as X-Ray's own ids
 * have them, the other 24 are random. A root span whose trace already has an id without a parent's span (a load
 * balancer's `Root=`) adopts that.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
 */
export class AdoptingIdGenerator implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private adopted: string | undefined;

  generateTraceId = (): string => this.adopted ?? `${epochSeconds()}${this.random.generateTraceId().slice(8)}`;
  generateSpanId = (): string => this.random.generateSpanId();

  /** Root spans started inside `start`, which is synchronous, belong to `traceId`. */
  adopt<T>(traceId: string | undefined, start: () => T): T {
    this.adopted = traceId;
    try {
      return start();
    } finally {
      this.adopted = undefined;
    }
  }
}

function epochSeconds(): string {
  return Math.floor(Date.now() / 1_000)
    .toString(16)
    .padStart(8, '0');
}
