import { type Attributes, context, ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOffSampler, AlwaysOnSampler, BasicTracerProvider, type IdGenerator, ParentBasedSampler, type Sampler, SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base'; // prettier-ignore
import * as fc from 'fast-check';
import { FanOutSpanProcessor } from '../src/tracing/fan-out.span-processor.js';
import { LeanContext } from '../src/tracing/lean/lean-context.js';
import type { LeanLimits } from '../src/tracing/lean/lean-limits.js';
import { LeanTracerProvider } from '../src/tracing/lean/lean.tracer-provider.js';
import { SpanFanOut } from '../src/tracing/span-fan-out.js';
import type { SpanRecord } from '../src/tracing/span-record.js';
import { TrustingSampler } from '../src/tracing/trusting-sampler.js';
import { type Outcome, runTracerProgram } from './support/run-tracer-program.js';
import { type Call, program, traceState } from './support/tracer-program.js';

const RUNS = 600;
const resource = resourceFromAttributes({ 'service.name': 'backend-nest' });

const plain: fc.Arbitrary<Sampler> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(new AlwaysOnSampler()) },
  fc.constant(new AlwaysOffSampler()),
  fc.constant(new TraceIdRatioBasedSampler(0.5)),
  fc
    .record({ decision: fc.constantFrom(...decisions()), attributes: fc.constantFrom<Attributes | undefined>(undefined, { a: 'sampler', s: ['x'], '': 1 }), traceState: fc.option(traceState, { nil: undefined }) })
    .map((result): Sampler => ({ shouldSample: () => result })),
); // prettier-ignore
const sampler = fc.oneof(
  plain,
  plain.map((root) => new ParentBasedSampler({ root })),
  plain.map((root) => new TrustingSampler(new ParentBasedSampler({ root }), true)),
  plain.map((root) => new TrustingSampler(root, false)),
);

const count = fc.constantFrom(128, 128, 0, 1, 2, 4);
const limits: fc.Arbitrary<LeanLimits> = fc.record({
  attributeCountLimit: count,
  attributeValueLengthLimit: fc.constantFrom(Infinity, Infinity, 1, 7),
  eventCountLimit: count,
  linkCountLimit: count,
  attributePerEventCountLimit: count,
  attributePerLinkCountLimit: count,
});

interface Setting {
  readonly sampler: Sampler;
  readonly limits: LeanLimits;
}

beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
afterAll(() => context.disable());

describe('the lean tracer', () => {
  it.each([
    ['the contexts of the API', ROOT_CONTEXT],
    ['contexts of its own', LeanContext.ROOT],
  ])(
    "says byte for byte what the SDK's tracer says, with %s",
    (_name, root) => {
      let ended = 0;
      fc.assert(
        fc.property(program, fc.record({ sampler, limits }), (calls, setting) => {
          const expected = onSdk(calls, setting);
          ended += expected.spans.length;
          expect(onLean(calls, setting, root)).toEqual(expected);
        }),
        { numRuns: RUNS },
      );
      expect(ended).toBeGreaterThan(RUNS / 2);
    },
    120_000,
  );
});

function onSdk(calls: readonly Call[], { sampler: chosen, limits: spanLimits }: Setting): Outcome {
  const { fanOut, ended } = collected();
  const spanProcessors = [
    new FanOutSpanProcessor({ spanEnded: (span) => fanOut.end(span), handOver: () => undefined }),
  ];
  const idGenerator = new CountingIds();
  return runTracerProgram(calls, new BasicTracerProvider({ sampler: chosen, spanLimits, idGenerator, resource, spanProcessors }), ended); // prettier-ignore
}

function onLean(calls: readonly Call[], setting: Setting, root: typeof ROOT_CONTEXT): Outcome {
  const { fanOut, ended } = collected();
  const onEnd = (span: SpanRecord) => fanOut.end(span);
  const idGenerator = new CountingIds();
  return runTracerProgram(calls, new LeanTracerProvider({ ...setting, idGenerator, resource, onEnd }), ended, root);
}

/** Nothing is redacted here, which would hide a difference. */
function collected() {
  const ended: SpanRecord[] = [];
  const fanOut = new SpanFanOut({ prepare: (span) => span, onFailure: () => undefined, maxEarlySpans: 0 });
  fanOut.attach({ name: 'test', onEnd: (span) => ended.push(span) });
  return { fanOut, ended };
}

function decisions() {
  return [SamplingDecision.NOT_RECORD, SamplingDecision.RECORD, SamplingDecision.RECORD_AND_SAMPLED];
}

/** The same ids in every run, spread so that a ratio samples some of them. */
class CountingIds implements IdGenerator {
  private made = 0;
  generateTraceId = () => this.next(32);
  generateSpanId = () => this.next(16);

  private next(digits: number): string {
    this.made += 1;
    return (BigInt(this.made) * 0x9e3779b97f4a7c15f39cc0605cedc835n).toString(16).padStart(32, '0').slice(-digits);
  }
}
