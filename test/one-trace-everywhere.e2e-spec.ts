import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';
import { FourDestinations } from './support/four-destinations.js';

let destinations: FourDestinations;
let app: AppProcess;

beforeAll(async () => {
  destinations = await FourDestinations.start();
  app = await AppProcess.start(destinations.environment);
}, 60_000);

afterAll(async () => {
  await app?.stop();
  await destinations?.stop();
});

describe('one request', () => {
  it('that fails is explained in all four destinations, in the log and in its answer, under one trace id', async () => {
    const answer = await fetch(`${app.url}/rollbar/error?token=hunter2`, { headers: { cookie: 'session=hunter3' } });
    const body = (await answer.json()) as Record<string, unknown>;
    const [, traceId = '', spanId = ''] = (answer.headers.get('traceresponse') ?? '').split('-');
    const xrayId = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;

    expect(answer.status).toBe(500);
    expect(body).toMatchObject({
      statusCode: 500,
      message: expect.any(String),
      error: 'Internal Server Error',
      traceId,
    });
    expect(answer.headers.get('x-amzn-trace-id')).toContain(`Root=${xrayId}`);

    await eventually(() => {
      const span = destinations.otlp.spans().find((found) => found.spanId === spanId);
      expect(span).toMatchObject({ traceId, name: 'GET /rollbar/error', status: { code: 2 } });
      expect(span?.events).toHaveLength(1);
      expect(span?.events[0]).toMatchObject({ name: 'exception', attributes: { 'exception.type': 'Error' } });

      const [segment, ...others] = destinations.xray.segmentsOf(traceId);
      expect(others).toEqual([]);
      expect(segment).toMatchObject({
        trace_id: xrayId,
        id: spanId,
        name: 'backend-nest',
        user: 'andrewbrown',
        fault: true,
        error: false,
        http: { request: { method: 'GET', client_ip: '127.0.0.1' }, response: { status: 500 } },
      });
      expect(segment?.['cause'].exceptions).toHaveLength(1);
      expect(segment?.['cause'].exceptions[0].stack.length).toBeGreaterThan(3);

      const items = destinations.rollbar.items().filter((item) => item.custom?.['trace_id'] === traceId);
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        level: 'error',
        context: '/rollbar/error',
        person: { id: 'andrewbrown' },
        environment: 'test',
        custom: { trace_id: traceId, span_id: spanId },
      });

      const lines = destinations.cloudwatch.lines('cruddur').filter((line) => line['trace_id'] === traceId);
      expect(lines.map((line) => [line['level'], line['span_id']])).toEqual(
        expect.arrayContaining([
          ['error', spanId],
          ['info', spanId],
        ]),
      );
      expect(lines.map((line) => line['message'])).toContainEqual(
        expect.stringMatching(
          /^\[.*\] 127\.0\.0\.1 GET http \/rollbar\/error\?token=\[redacted\] 500 Internal Server Error$/,
        ),
      );
      // What stdout shows is what CloudWatch has.
      expect(app.logs().filter((line) => line['trace_id'] === traceId)).toEqual(lines);
    });
    expect(destinations.xray.invalid()).toEqual([]);
    expect(everythingThatLeft()).not.toMatch(/hunter[23]/);
  });

  it('that succeeds is in three of them, and Rollbar hears nothing', async () => {
    const items = destinations.rollbar.items().length;
    const answer = await fetch(`${app.url}/api/activities/home`);
    const [, traceId = ''] = (answer.headers.get('traceresponse') ?? '').split('-');

    await eventually(() => {
      const spans = destinations.otlp.spans().filter((span) => span.traceId === traceId);
      expect(spans.map((span) => span.name).toSorted()).toEqual([
        'GET /api/activities/home',
        'home-activities-mock-data',
      ]);
      expect(destinations.xray.segmentsOf(traceId)).toMatchObject([
        { fault: false, subsegments: [{ name: 'home-activities-mock-data' }] },
      ]);
      const lines = destinations.cloudwatch.lines('cruddur').filter((line) => line['trace_id'] === traceId);
      expect(lines[0]).toMatchObject({ message: 'Hello Cloudwatch! from /api/activities/home' });
      expect(lines).toHaveLength(2);
    });
    expect(destinations.rollbar.items()).toHaveLength(items);
  });

  it('of the Rollbar test says hello at warning', async () => {
    const answer = await fetch(`${app.url}/rollbar/test`);
    expect(await answer.text()).toBe('Hello World!');
    const [, traceId] = (answer.headers.get('traceresponse') ?? '').split('-');
    await eventually(() => {
      const item = destinations.rollbar.items().find(({ custom }) => custom?.['trace_id'] === traceId);
      expect(item).toMatchObject({ level: 'warning', body: { message: { body: 'Hello World!' } } });
    });
  });

  it('makes no span of what the destinations are sent', async () => {
    await fetch(`${app.url}/rollbar/error`).then((answer) => answer.text());
    await eventually(() => expect(destinations.rollbar.items().length).toBeGreaterThan(1));
    const kinds = new Set(destinations.otlp.spans().map((span) => span.kind));
    expect(kinds.has(3)).toBe(false);
  });
});

function everythingThatLeft(): string {
  const { otlp, xray, rollbar, cloudwatch } = destinations;
  const otlpBodies = otlp.requests.map((request) => request.body.toString('latin1'));
  return [
    ...otlpBodies,
    ...xray.datagrams.map(String),
    ...rollbar.bodies,
    ...cloudwatch.events('cruddur').map((event) => event.message),
    ...app.lines,
  ].join('\n');
}
