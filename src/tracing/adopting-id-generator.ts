import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';

/** Random ids, but for a root span whose trace already has an id without a parent's span: a load balancer's `Root=`. */
export class AdoptingIdGenerator implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private adopted: string | undefined;

  generateTraceId = (): string => this.adopted ?? this.random.generateTraceId();
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
