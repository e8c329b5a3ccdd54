import type { Attributes, SpanRow } from '../../api/spans.js';
import { DestinationBook } from './destination-book.js';

const MINUTE = 60_000;

const point = (name: string, value: number, attributes: Attributes = {}, instance = 'one') => ({
  service: 'web',
  instance,
  name,
  value,
  attributes: { 'otel.component.name': 'otlp', ...attributes },
});
const exported = (value: number, attributes: Attributes = {}, instance?: string) =>
  point('otel.sdk.exporter.span.exported', value, attributes, instance);

function spanRow(row: Partial<SpanRow> = {}): SpanRow {
  return {
    trace_id: 'a'.repeat(32),
    span_id: 'b'.repeat(16),
    name: 'GET /',
    kind: 'server',
    service: 'web',
    scope: { name: '' },
    start_ns: '1790000000000000000',
    duration_ns: 1,
    status_code: 0,
    attributes: {},
    resource: {},
    events: [],
    links: [],
    ...row,
  };
}

/** A book, and a clock that stands until it is set. */
function openBook({ isHoneycomb = false } = {}) {
  const clock = { ms: 1_000_000 * MINUTE };
  return { book: new DestinationBook(isHoneycomb, () => clock.ms), clock };
}

describe('the book of destinations', () => {
  it('reads the accounts, the queue, the breaker and the last error of a sink out of its service', () => {
    const { book } = openBook();
    const isAboutDestinations = book.notePoints([
      exported(90),
      exported(3, { 'error.type': 'queue_full' }),
      exported(2, { 'error.type': 'rejected' }),
      point('otel.sdk.exporter.span.inflight', 5),
      point('app.delivery.queue.size', 4_096),
      ...['closed', 'open', 'half_open'].map((state) =>
        point('app.delivery.breaker.state', state === 'open' ? 1 : 0, { 'app.delivery.breaker.state': state }),
      ),
      point('app.delivery.last_error.time', 1_790_000_000, { 'error.message': 'HTTP 401: unknown key' }),
    ]);
    expect(isAboutDestinations).toBe(true);
    expect(book.answer().destinations).toEqual([
      {
        service: 'web',
        sink: 'otlp',
        unit: 'span',
        recorded: 100,
        delivered: 90,
        pending: 5,
        dropped: { queue_full: 3, rejected: 2 },
        queue_bytes: 4_096,
        breaker: 'open',
        last_error: 'HTTP 401: unknown key',
        last_heard_at: '1971-11-26T10:40:00.000Z',
        silent: false,
      },
    ]);
  });

  it('takes no notice of other metrics', () => {
    const { book } = openBook();
    expect(book.notePoints([point('http.server.request.duration', 1), { ...exported(1), attributes: {} }])).toBe(false);
    expect(book.answer().destinations).toEqual([]);
  });

  it('knows log events and items by their own names', () => {
    const { book } = openBook();
    book.notePoints([
      point('otel.sdk.exporter.log.exported', 1, { 'otel.component.name': 'cloudwatch' }),
      point('app.delivery.item.exported', 1, { 'otel.component.name': 'rollbar' }),
    ]);
    expect(book.answer().destinations).toMatchObject([
      { sink: 'cloudwatch', unit: 'log event', delivered: 1 },
      { sink: 'rollbar', unit: 'item', delivered: 1 },
    ]);
  });

  it('carries the last hour of events at Honeycomb on to a month, the events of a span and links included', () => {
    const { book } = openBook({ isHoneycomb: true });
    const events = [{ name: 'exception', time_ns: '1', attributes: {} }];
    book.noteRows({ spans: [spanRow(), spanRow({ events })], logs: [] });
    book.notePoints([exported(100)]);
    expect(book.answer().destinations[0]?.free_tier).toEqual({
      unit: 'events',
      per_month: 20_000_000,
      projected: 100 * 1.5 * 730,
    });
  });

  it('knows no free tier of another endpoint', () => {
    const { book } = openBook();
    book.notePoints([exported(100)]);
    expect(book.answer().destinations[0]).not.toHaveProperty('free_tier');
  });

  it('counts what came in the hour alone, once each, whoever was restarted meanwhile', () => {
    const { book, clock } = openBook({ isHoneycomb: true });
    book.notePoints([exported(1_000)]);
    clock.ms += 61 * MINUTE;
    book.notePoints([exported(1_010)]);
    book.notePoints([exported(7, {}, 'restarted')]);
    book.notePoints([exported(9, {}, 'restarted')]);
    expect(book.answer().destinations[0]?.free_tier?.projected).toBe((10 + 9) * 730);
  });

  it('counts for X-Ray the traces that its sampler took', () => {
    const { book } = openBook();
    const sampledOut = { attributes: { 'aws.xray.sampled': false } };
    book.noteRows({ spans: [spanRow(), spanRow({ parent_id: 'c'.repeat(16) }), spanRow(sampledOut)], logs: [] });
    book.notePoints([point('otel.sdk.exporter.span.exported', 2, { 'otel.component.name': 'xray' })]);
    expect(book.answer().destinations[0]?.free_tier).toEqual({ unit: 'traces', per_month: 100_000, projected: 730 });
  });

  it.each([
    ['xray', 'otel.sdk.exporter.span'],
    ['xray.otlp', 'otel.sdk.exporter.span'],
    ['otlp', 'otel.sdk.exporter.span'],
    ['rollbar', 'app.delivery.item'],
    ['cloudwatch', 'otel.sdk.exporter.log'],
  ])('counts nothing for %s while it is down, whatever waits for it and was lost', (sink, counted) => {
    const { book } = openBook({ isHoneycomb: true });
    const of = { 'otel.component.name': sink };
    book.noteRows({ spans: [spanRow(), spanRow()], logs: [] });
    book.notePoints([
      point(`${counted}.exported`, 0, of),
      point(`${counted}.exported`, 5, { ...of, 'error.type': 'queue_full' }),
      point(`${counted}.inflight`, 604, of),
    ]);
    expect(book.answer().destinations).toMatchObject([{ sink, pending: 604, free_tier: { projected: 0 } }]);
  });

  it('estimates the bytes of the log events of CloudWatch by the lines that it saw', () => {
    const { book } = openBook();
    const line = { time_ns: '1', severity_number: 9, severity_text: 'INFO', scope: '', service: 'web', resource: {} };
    book.noteRows({ spans: [], logs: [{ ...line, body: 'x'.repeat(72), attributes: {} }] });
    book.notePoints([point('otel.sdk.exporter.log.exported', 10, { 'otel.component.name': 'cloudwatch' })]);
    expect(book.answer().destinations[0]?.free_tier).toMatchObject({ unit: 'bytes', projected: 10 * 100 * 730 });
  });

  it('says of a service that ended when it was last heard, and that this is a while ago', () => {
    const { book, clock } = openBook();
    book.notePoints([exported(90)]);
    clock.ms += MINUTE;
    book.notePoints([{ ...exported(1), service: 'lives' }]);
    expect(book.answer().destinations).toMatchObject([
      { service: 'web', delivered: 90, last_heard_at: '1971-11-26T10:40:00.000Z', silent: true },
      { service: 'lives', last_heard_at: '1971-11-26T10:41:00.000Z', silent: false },
    ]);
  });

  it('gives the place of a service that is forgotten to another one', () => {
    const { book, clock } = openBook();
    book.notePoints(Array.from({ length: 100 }, (_, index) => ({ ...exported(1), service: `service ${index}` })));
    clock.ms += 30 * MINUTE;
    book.notePoints(Array.from({ length: 98 }, (_, index) => ({ ...exported(1), service: `service ${index}` })));
    clock.ms += 31 * MINUTE;
    book.notePoints(['new', 'newer', 'too many'].map((service) => ({ ...exported(1), service })));
    const services = book.answer().destinations.map(({ service }) => service);
    expect(services).toHaveLength(100);
    expect(services.slice(-2)).toEqual(['new', 'newer']);
  });

  it('is bounded, whatever names are sent', () => {
    const { book } = openBook();
    const points = Array.from({ length: 500 }, (_, index) => ({ ...exported(1), service: `service ${index}` }));
    book.notePoints(points);
    expect(book.answer().destinations).toHaveLength(100);
  });
});
