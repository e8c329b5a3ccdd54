import { spanRecord } from '../../test/support/span-record.js';
import { SpanFanOut } from './span-fan-out.js';
import type { SpanRecord } from './span-record.js';

function fanOut(maxEarlySpans = 3) {
  const failures: string[] = [];
  const spans = new SpanFanOut({
    prepare: (span) => span,
    onFailure: (sink, error) => failures.push(`${sink}: ${String(error)}`),
    maxEarlySpans,
  });
  return { spans, failures };
}

function collector(name: string) {
  const names: string[] = [];
  return { names, sink: { name, onEnd: (span: SpanRecord) => void names.push(span.name) } };
}

const broken = {
  name: 'broken',
  onEnd: () => {
    throw new Error('no');
  },
};

describe('SpanFanOut', () => {
  it('keeps telling the others when one sink throws, and counts it', () => {
    const { spans, failures } = fanOut();
    const one = collector('one');
    spans.attach(broken);
    spans.attach(one.sink);

    spans.end(spanRecord({ name: 'a' }));
    spans.end(spanRecord({ name: 'b' }));

    expect(one.names).toEqual(['a', 'b']);
    expect(spans.failureCounts()).toEqual({ broken: 2 });
    expect(failures).toEqual(['broken: Error: no', 'broken: Error: no']);
  });

  it('replays spans that ended before the sinks were there, to each of them, the latest within the bound', () => {
    const { spans } = fanOut(2);
    for (const name of ['a', 'b', 'c']) spans.end(spanRecord({ name }));
    const one = collector('one');
    const two = collector('two');
    spans.attach(one.sink);
    spans.attach(broken);
    spans.attach(two.sink);
    spans.bootCompleted();
    const late = collector('late');
    spans.attach(late.sink);

    expect(one.names).toEqual(['b', 'c']);
    expect(two.names).toEqual(['b', 'c']);
    expect(late.names).toEqual([]);
    expect(spans.lostEarlySpans).toBe(1);
  });

  it('tells a detached sink nothing more', () => {
    const { spans } = fanOut();
    const one = collector('one');
    const detach = spans.attach(one.sink);
    spans.end(spanRecord({ name: 'a' }));
    detach();
    detach();
    spans.end(spanRecord({ name: 'b' }));

    expect(one.names).toEqual(['a']);
  });
});
