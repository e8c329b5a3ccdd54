import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
  type Sampler,
} from '@opentelemetry/sdk-trace-base';

/** The real SDK, global for the test file, keeping what ended. */
export class SpanRecorder {
  private readonly exporter = new InMemorySpanExporter();
  private readonly provider: BasicTracerProvider;

  constructor(sampler?: Sampler) {
    this.provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(this.exporter)],
      ...(sampler && { sampler }),
    });
    this.start();
  }

  /** Makes this recorder the global one, in place of whichever was before. */
  start(): void {
    trace.disable();
    context.disable();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(this.provider);
  }

  get spans(): readonly ReadableSpan[] {
    return this.exporter.getFinishedSpans();
  }

  get names(): readonly string[] {
    return this.spans.map(({ name }) => name);
  }

  /** The only span that ended. */
  get span(): ReadableSpan {
    const [span, ...others] = this.spans;
    if (span === undefined || others.length > 0) throw new Error(`expected one span, got [${this.names.join(', ')}]`);
    return span;
  }

  clear(): void {
    this.exporter.reset();
  }

  async stop(): Promise<void> {
    trace.disable();
    context.disable();
    await this.provider.shutdown();
  }
}
