import * as fc from 'fast-check';
import type { TraceDetail } from '../../console/api/spans.js';
import { askJson } from '../console/support/ask.js';
import { ConsoleProcess } from '../console/support/console-process.js';
import { anySpanRecord } from '../support/span-arbitrary.js';
import { Collector } from './support/collector.js';
import { OtlpWay } from './support/otlp-way.js';
import { spanAsReceived } from './support/span-as-received.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPANS = 200;

describe('the telemetry console', () => {
  let console: ConsoleProcess;
  let collector: Collector;
  beforeEach(async () => {
    console = await ConsoleProcess.start();
    collector = await Collector.start({ forwardTo: console.url });
  });
  afterEach(async () => {
    await collector.stop();
    await console.stop();
  });

  it('takes from a Collector what the Collector took from the service, every span of it', async () => {
    const spans = fc
      .sample(anySpanRecord, { numRuns: SPANS, seed: 9_000 })
      .map((span, index) => ({ ...span, traceId: TRACE_ID, spanId: (index + 1).toString(16).padStart(16, '0') }));
    const way = new OtlpWay({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    way.end(spans);

    expect(await way.close()).toEqual({ recorded: SPANS, delivered: SPANS, pending: 0, dropped: {} });
    const { spans: shown } = await askJson<TraceDetail>(console.url, `/api/traces/${TRACE_ID}`);
    const byId = shown.toSorted((a, b) => a.span_id.localeCompare(b.span_id));
    const sent = spans.map(spanAsReceived);
    expect(byId.map(({ span_id, name }) => [span_id, name])).toEqual(sent.map(({ spanId, name }) => [spanId, name]));
    expect(byId.map(({ events }) => events.length)).toEqual(sent.map(({ events }) => events.length));
  });
});
