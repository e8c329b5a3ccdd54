import { SpanKind, TraceFlags } from '@opentelemetry/api';
import type { SpanRecord } from '../src/tracing/index.js';
import { eventually } from './support/eventually.js';
import { XRayDaemon } from './support/xray-daemon.js';
import { RunningXRay } from './support/xray-destination.js';

const RULE = { RuleName: 'Cruddur', ResourceARN: '*', Priority: 9000, FixedRate: 0, ReservoirSize: 0, ServiceName: 'backend-nest', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '/api/activities/home', Version: 1, Attributes: {} }; // prettier-ignore

const below = (parent: SpanRecord, overrides: Partial<SpanRecord>): SpanRecord => ({
  ...parent,
  parentSpanId: parent.spanId,
  kind: SpanKind.INTERNAL,
  attributes: {},
  ...overrides,
});

const host = (port: number) => ({ 'server.address': 'localhost', 'server.port': port });

describe('X-Ray', () => {
  let daemon: XRayDaemon;
  const running: RunningXRay[] = [];
  beforeEach(async () => {
    daemon = await XRayDaemon.start();
  });
  afterEach(async () => {
    for (const xray of running.splice(0)) await xray.delivery.flush(500);
    await daemon.close();
    // oxlint-disable-next-line jest/no-standalone-expect -- holds for every test here
    expect(daemon.invalid()).toEqual([]);
  });

  function xrayWith(environment: Record<string, string> = {}) {
    const xray = new RunningXRay({ AWS_XRAY_DAEMON_ADDRESS: daemon.address, XRAY_SAMPLING: 'all', ...environment });
    running.push(xray);
    return xray;
  }

  it('sends a request as one document, its spans nested, and names the trace in the answer', async () => {
    const xray = xrayWith();
    const root = xray.requestSpan();
    const headers = xray.begin(root);
    const feed = below(root, { spanId: 'aaaaaaaaaaaaaaaa', name: 'activities_users' });
    const mock = below(feed, { spanId: 'bbbbbbbbbbbbbbbb', name: 'mock-data', attributes: { now: 'x', 'results-size': 1 } }); // prettier-ignore
    xray.end(mock, feed, root);
    await eventually(() => expect(daemon.datagrams).toHaveLength(1));
    const traceId = `1-${root.traceId.slice(0, 8)}-${root.traceId.slice(8)}`;
    expect(headers).toEqual({ 'X-Amzn-Trace-Id': `Root=${traceId};Sampled=1` });
    expect(daemon.segmentsOf(root.traceId)).toMatchObject([
      {
        trace_id: traceId,
        name: 'backend-nest',
        subsegments: [
          {
            name: 'activities_users',
            subsegments: [{ name: 'mock-data', metadata: { default: { now: 'x', 'results-size': 1 } } }],
          },
        ],
      },
    ]);
    expect(xray.accounts()).toEqual({ recorded: 3, delivered: 0, pending: 3, dropped: {} });
    await eventually(() => expect(xray.accounts()).toEqual({ recorded: 3, delivered: 3, pending: 0, dropped: {} }));
  });

  it('names the segment by the Host header where AWS_XRAY_URL matches it, else as it is told to', async () => {
    const xray = xrayWith({ AWS_XRAY_URL: '*4567*', AWS_XRAY_TRACING_NAME: 'cruddur' });
    xray.end(xray.requestSpan({ attributes: host(4567) }), xray.requestSpan({ attributes: host(80) }));
    await eventually(() => expect(daemon.segments()).toHaveLength(2));
    expect(daemon.segments().map((segment) => segment['name'] as string)).toEqual(['localhost:4567', 'cruddur']);
  });

  it('sends a span that ends after its request apart, named with its parent', async () => {
    const xray = xrayWith();
    const root = xray.requestSpan();
    xray.begin(root);
    xray.end(root, below(root, { spanId: 'aaaaaaaaaaaaaaaa', name: 'late' }));
    await eventually(() => expect(daemon.segments()).toHaveLength(2));
    expect(daemon.segments()[1]).toMatchObject({ type: 'subsegment', name: 'late', parent_id: root.spanId });
  });

  it('sends what still waits for its request at the last flush', async () => {
    const xray = xrayWith();
    const root = xray.requestSpan();
    xray.begin(root);
    xray.end(below(root, { spanId: 'aaaaaaaaaaaaaaaa', name: 'unfinished' }));
    await xray.delivery.flush();
    expect(xray.accounts()).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} });
    await eventually(() => expect(daemon.segments()).toMatchObject([{ type: 'subsegment', name: 'unfinished' }]));
  });

  it('says so in the answer, and records nothing, where a trace is not sampled', async () => {
    const xray = xrayWith({ XRAY_SAMPLING: 'reservoir=0,rate=0' });
    const root = xray.requestSpan();
    expect(xray.begin(root)['X-Amzn-Trace-Id']).toMatch(/;Sampled=0$/);
    const others: SpanRecord[] = [];
    xray.telemetry.attachSpanSink({ name: 'other', onEnd: (span) => others.push(span) });
    xray.end(below(root, { spanId: 'aaaaaaaaaaaaaaaa' }), root);
    await xray.delivery.flush();
    expect(xray.accounts()).toEqual({ recorded: 0, delivered: 0, pending: 0, dropped: {} });
    expect(others).toHaveLength(2);
  });

  it('lets a sender who is trusted decide, and nobody else', () => {
    const none = xrayWith({ XRAY_SAMPLING: 'reservoir=0,rate=0' });
    expect(none.begin(none.requestSpan(), { trustedSampled: true })['X-Amzn-Trace-Id']).toMatch(/Sampled=1$/);
    const all = xrayWith();
    expect(all.begin(all.requestSpan(), { trustedSampled: false })['X-Amzn-Trace-Id']).toMatch(/Sampled=0$/);
  });

  it('takes nothing from the reservoir for a request that is not recorded at all', () => {
    const xray = xrayWith({ XRAY_SAMPLING: 'reservoir=1,rate=0' });
    const span = xray.requestSpan();
    const unrecorded = { traceId: span.traceId, spanId: span.spanId, traceFlags: TraceFlags.NONE };
    expect(xray.begin(span, { spanContext: unrecorded })['X-Amzn-Trace-Id']).toMatch(/Sampled=0$/);
    expect(xray.begin(xray.requestSpan())['X-Amzn-Trace-Id']).toMatch(/Sampled=1$/);
  });

  it("follows the daemon's rules: path without query, and the name that the segment will have", async () => {
    daemon.samplingRules = [
      RULE,
      { ...RULE, RuleName: 'All', Priority: 9001, URLPath: '*', ServiceName: '*.cruddur.com', FixedRate: 1 },
      { ...RULE, RuleName: 'Default', Priority: 10_000, URLPath: '*', ServiceName: '*' },
    ];
    const xray = xrayWith({ XRAY_SAMPLING: 'rules', AWS_XRAY_URL: '*.cruddur.com' });
    const flagOf = (headers: Record<string, string>) =>
      xray.begin(xray.requestSpan(), { headers })['X-Amzn-Trace-Id']!.slice(-1);
    await eventually(() => expect(flagOf({ host: 'localhost' })).toBe('0'));
    expect(flagOf({ host: 'api.cruddur.com' })).toBe('1');
  });

  it('loses nothing over a restart of the daemon', async () => {
    const xray = xrayWith();
    await daemon.close();
    for (let number = 0; number < 20; number += 1) xray.end(xray.requestSpan());
    await eventually(() => expect(xray.accounts()).toMatchObject({ recorded: 20, delivered: 0, pending: 20 }));
    await daemon.open();
    await eventually(() => expect(daemon.spanCount()).toBe(20));
    await eventually(() => expect(xray.accounts()).toEqual({ recorded: 20, delivered: 20, pending: 0, dropped: {} }));
  });

  it('sends a trace of 2,000 spans in several documents, none of them too large, and none lost', async () => {
    const xray = xrayWith();
    const root = xray.requestSpan();
    xray.begin(root);
    for (let number = 1; number <= 2_000; number += 1) {
      const spanId = (number + 4_096).toString(16).padStart(16, '0');
      xray.end(below(root, { spanId, name: `step ${number}`, attributes: { text: 'x'.repeat(100) } }));
    }
    xray.end(root);
    await eventually(() => expect(daemon.spanCount()).toBe(2_001));
    expect(Math.max(...daemon.datagrams.map((datagram) => datagram.length))).toBeLessThanOrEqual(63 * 1024);
    expect(daemon.datagrams.length).toBeGreaterThan(1);
  });

  it('is off, and says which variable turns it on, where no daemon is named', () => {
    const xray = new RunningXRay({});
    expect(xray.delivery.statuses()).toEqual([{ sink: 'xray', state: 'off', variable: 'AWS_XRAY_DAEMON_ADDRESS' }]);
    expect(xray.begin(xray.requestSpan())).toEqual({});
    expect(xrayWith().delivery.statuses()).toEqual([{ sink: 'xray', state: 'on', to: `${daemon.address} (UDP)` }]);
  });
});
