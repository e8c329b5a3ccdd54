import type { Tracer, TracerOptions, TracerProvider } from '@opentelemetry/api';
import type { SpanRecord } from '../span-record.js';
import { LeanTracer, type LeanTracerOptions } from './lean.tracer.js';

export interface LeanTracerProviderOptions extends LeanTracerOptions {
  readonly resource: SpanRecord['resource'];
}

/**
 * The OpenTelemetry API straight over the records that sinks get.
 *
 * Why: the SDK reads three times over what `startSpan` is given, makes a closure and attribute sets for metrics that
 * nobody reads, and its span is then copied to a record. A server span with 13 attributes and its child with 3, up to the
 * redacted record, take 3.5 us and 6.4 kB here, and 5.9 us and 9.6 kB with the SDK (`npm run bench:micro`, Node 24). Of a
 * whole request it is 54 us of the 110 that tracing costs with the SDK (`npm run bench`, where a request alone takes 141):
 * less garbage is less of everything. Hence it is the default: docs/adr/0018-lean-tracer.md.
 *
 * It says byte for byte what the SDK's tracer says: test/lean-tracer.property.spec.ts holds the two together, so a new
 * version of the SDK that means something else is a failing test here.
 *
 * Does not: run span processors, show its spans as `ReadableSpan`, count itself (`otel.sdk.span.*`). Where one of these
 * is asked for the SDK's tracer runs instead, see `why-sdk.ts`. Nor does it guard against values that throw: that is
 * `guard-sdk.ts`, for both tracers.
 *
 * Tried, without gain: attributes as a flat array. Redaction reads every span's as an object, and filling that at once
 * (130 ns for 13) costs less than an array that is turned into one (270 ns); reading the array throughout would save 50.
 */
export class LeanTracerProvider implements TracerProvider {
  private readonly tracers = new Map<string, Tracer>();

  constructor(private readonly options: LeanTracerProviderOptions) {}

  getTracer(name: string, version?: string, options?: TracerOptions): Tracer {
    const schemaUrl = options?.schemaUrl;
    const key = `${name}@${version || ''}:${schemaUrl || ''}`;
    let tracer = this.tracers.get(key);
    if (tracer === undefined) {
      tracer = new LeanTracer({ scope: { name, version, schemaUrl }, resource: this.options.resource }, this.options);
      this.tracers.set(key, tracer);
    }
    return tracer;
  }
}
