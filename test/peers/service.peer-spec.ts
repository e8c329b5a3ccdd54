import { AppProcess } from '../support/app-process.js';
import { XRayDaemon } from '../support/xray-daemon.js';
import { Collector } from './support/collector.js';
import { mismatches, placesInSegments, placesOf } from './support/recorded-spans.js';
import { askMix, spansOf, type AnsweredRequest } from './support/request-mix.js';

const REQUESTS = 400;

describe.each(['http/protobuf', 'http/json'])('the service, by %s to the Collector', (protocol) => {
  let collector: Collector;
  let xray: XRayDaemon;
  let app: AppProcess;
  let answered: AnsweredRequest[];
  let exitCodes: unknown[];

  beforeAll(async () => {
    collector = await Collector.start();
    xray = await XRayDaemon.start();
    app = await AppProcess.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_LOGS_EXPORTER: 'otlp',
      AWS_XRAY_DAEMON_ADDRESS: xray.address,
      XRAY_SAMPLING: 'all',
      ROLLBAR_TEST_ROUTES: 'true',
    });
    answered = await askMix(app.url, REQUESTS);
    exitCodes = [await app.stop(), await collector.stop()];
  });
  afterAll(async () => {
    await app?.stop();
    await collector?.stop();
    await xray?.close();
  });

  it('loses no span, invents none and sends none twice', () => {
    const recorded = spansOf(answered);
    expect(exitCodes).toEqual([0, 0]);
    expect(app.accounts()['otlp']).toEqual({ recorded, delivered: recorded, pending: 0, dropped: {} });
    const places = placesOf(collector.spans());
    expect(places).toHaveLength(recorded);
    expect(new Set(places.map(({ spanId }) => spanId)).size).toBe(recorded);
  });

  it('has each span stand where X-Ray has it stand', () => {
    // A busy reader of datagrams may miss some: that is no loss of the Collector's.
    const witnessed = new Map(placesInSegments(xray.segments()).map((place) => [place.spanId, place]));
    const places = placesOf(collector.spans()).filter(({ spanId }) => witnessed.has(spanId));
    expect(witnessed.size).toBeGreaterThan(REQUESTS);
    expect(places).toEqual([...witnessed.values()]);
  });

  it('says of each request what happened in it', () => {
    expect(mismatches(answered, collector.spans())).toEqual([]);
  });

  it('brings attributes, scopes, exceptions and the resource as they are', () => {
    const home = collector.spans().find(({ name }) => name === 'home-activities-mock-data');
    expect(home).toMatchObject({
      scope: { name: 'home.activities' },
      attributes: { 'app.now': expect.stringMatching(/^\d{4}-.*\+00:00$/), 'app.result_length': expect.any(Number) },
    });
    expect(home?.resource.attributes).toMatchObject({ 'service.name': 'backend-nest' });
    const failed = collector.spans().find(({ name }) => name === 'GET /rollbar/error');
    expect(failed?.events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'Error',
          'exception.message': 'An error on purpose, from /rollbar/error',
          'exception.stacktrace': expect.stringContaining('rollbar-test.controller'),
        },
      },
    ]);
  });

  it('brings the log lines that stdout has, each with the ids of its request', () => {
    const ofRequests = app.logs().filter((line) => line['trace_id'] !== undefined);
    const printed = ofRequests.map((line) =>
      [line['trace_id'], line['span_id'], line['level'], line.message].join(' '),
    );
    const arrived = collector.logs().filter((log) => log.traceId !== '');
    const received = arrived.map((log) => [log.traceId, log.spanId, log.severityText, log.body as string].join(' '));
    expect(printed.length).toBeGreaterThan(REQUESTS);
    expect(received.toSorted()).toEqual(printed.toSorted());
    const { recorded, ...rest } = app.accounts()['otlp.logs']!;
    expect(rest).toEqual({ delivered: recorded, pending: 0, dropped: {} });
    expect(collector.logs()).toHaveLength(recorded);
  });

  it('counts every request in its metrics', () => {
    const durations = collector.metrics().filter(({ name }) => name === 'http.server.request.duration');
    const last = durations.at(-1);
    expect(last).toMatchObject({ kind: 'histogram', unit: 's' });
    const count = (last?.dataPoints ?? []).reduce((sum, { fields }) => sum + Number(fields['count']), 0);
    expect(count).toBe(REQUESTS);
  });
});
