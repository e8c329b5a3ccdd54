import { AlwaysOnSampler } from '@opentelemetry/sdk-trace-base';
import * as fc from 'fast-check';
import { AdoptingIdGenerator } from '../src/tracing/adopting-id-generator.js';
import { guardTracing } from '../src/tracing/guard-sdk.js';
import { LeanSpan } from '../src/tracing/lean/lean-span.js';
import { LeanTracer } from '../src/tracing/lean/lean.tracer.js';
import { LeanTracerProvider } from '../src/tracing/lean/lean.tracer-provider.js';
import type { SpanRecord } from '../src/tracing/span-record.js';
import { hostileValue } from './support/hostile-values.js';

const COUNT = 128;
const limits = {
  attributeCountLimit: Infinity, // a hostile list is hundreds of attributes, which would leave no room for what is asserted
  attributeValueLengthLimit: Infinity,
  eventCountLimit: COUNT,
  linkCountLimit: COUNT,
  attributePerEventCountLimit: COUNT,
  attributePerLinkCountLimit: COUNT,
};

describe('the lean tracer, guarded as startSdk guards it', () => {
  it('never throws into the program, and ends every span, whatever it is given', () => {
    guardTracing(LeanTracer.prototype, LeanSpan.prototype);
    const ended: SpanRecord[] = [];
    const tracer = new LeanTracerProvider({
      sampler: new AlwaysOnSampler(),
      idGenerator: new AdoptingIdGenerator(),
      resource: { attributes: {} },
      limits,
      onEnd: (span) => ended.push(span),
    }).getTracer('hostile');

    fc.assert(
      fc.property(hostileValue(), hostileValue(), (make, makeOther) => {
        ended.length = 0;
        const hostile = () => make() as never;
        const other = () => makeOther() as never;
        tracer.startSpan(hostile(), other()).end();
        const span = tracer.startSpan('hostile', { attributes: hostile(), links: other(), startTime: other() });
        span.setAttribute('value', hostile()).setAttribute(other(), hostile()).setAttributes(hostile());
        span.addEvent(hostile(), other(), hostile()).addLink(hostile()).addLinks(other());
        span.addLink({ context: hostile(), attributes: other() }).setStatus(hostile());
        span.setStatus({ code: hostile(), message: other() }).updateName(hostile());
        span.recordException(hostile(), other());
        span.setAttribute('after', true);
        span.end(other());

        expect(ended).toHaveLength(2);
        expect(ended[1]!.attributes).toHaveProperty('after', true);
      }),
      { numRuns: 1_000, endOnFailure: true },
    );
  }, 60_000);
});
