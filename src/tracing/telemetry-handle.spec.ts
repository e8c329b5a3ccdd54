import { setImmediate as nextTurn } from 'node:timers/promises';
import { spanRecord } from '../../test/support/span-record.js';
import type { SpanRecord } from './span-record.js';
import { Telemetry } from './telemetry-handle.js';

function sinkOf(telemetry: Telemetry) {
  const names: string[] = [];
  const detach = telemetry.attachSpanSink({ name: 'test', onEnd: (span: SpanRecord) => names.push(span.name) });
  return { names, detach };
}

describe('the telemetry handle', () => {
  it('gives ended spans to the sinks when the turn of the event loop ends', async () => {
    const telemetry = new Telemetry();
    const { names } = sinkOf(telemetry);
    telemetry.spanEnded(spanRecord({ name: 'a' }));
    telemetry.spanEnded(() => spanRecord({ name: 'b' }));
    expect(names).toEqual([]);
    await nextTurn();
    expect(names).toEqual(['a', 'b']);
  });

  it('gives a sink that detaches what ended while it was there, and nothing that ends later', async () => {
    const telemetry = new Telemetry();
    const { names, detach } = sinkOf(telemetry);
    telemetry.spanEnded(spanRecord({ name: 'before' }));
    detach();
    telemetry.spanEnded(spanRecord({ name: 'after' }));
    await nextTurn();
    expect(names).toEqual(['before']);
  });

  it('gives a sink that attaches once the service is up nothing that ended before', async () => {
    const telemetry = new Telemetry();
    const early = sinkOf(telemetry);
    telemetry.spans.bootCompleted();
    telemetry.spanEnded(spanRecord({ name: 'before' }));
    const late = sinkOf(telemetry);
    await nextTurn();
    expect(early.names).toEqual(['before']);
    expect(late.names).toEqual([]);
  });

  it('hands over at once when it is asked to', () => {
    const telemetry = new Telemetry();
    const { names } = sinkOf(telemetry);
    telemetry.spanEnded(spanRecord({ name: 'a' }));
    telemetry.handOver();
    expect(names).toEqual(['a']);
  });
});
