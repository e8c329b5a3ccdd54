import { AppProcess } from './support/app-process.js';
import { ConsoleStandIn } from './support/console-stand-in.js';
import { eventually } from './support/eventually.js';

/** Each test starts a service or two, also on a busy machine. */
jest.setTimeout(240_000);

const PATH = '/api/activities/home';
const SPANS_A_REQUEST = 2;

let standIn: ConsoleStandIn;
const apps: AppProcess[] = [];

async function start(environment: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
  const app = await AppProcess.start({ ...standIn.environment, ...environment });
  apps.push(app);
  return app;
}

/** The service answers as if nothing were the matter. */
async function ask(app: AppProcess, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) expect((await fetch(app.url + PATH)).status).toBe(200);
}

const arrived = (spans: number) => eventually(() => expect(standIn.received.spans()).toHaveLength(spans), 60_000);
const owned = (times: number) => eventually(() => expect(standIn.owners.size).toBe(times), 60_000);
const said = (app: AppProcess) =>
  app.logs().flatMap(({ message }) => (message?.startsWith('telemetry console: ') ? [message] : []));

afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop('SIGKILL');
  await standIn.stop();
});

describe('a service with a console', () => {
  it('sends it spans and log lines, under accounts of their own, and the accounts as metrics', async () => {
    standIn = await ConsoleStandIn.start();
    const app = await start();
    await owned(1);
    await ask(app);
    await arrived(SPANS_A_REQUEST);
    expect(standIn.received.spans().map(({ name }) => name).toSorted()).toEqual([
      'GET /api/activities/home',
      'home-activities-mock-data',
    ]); // prettier-ignore
    await app.stop();

    const { console: spans, 'console.logs': logs } = app.accounts();
    expect(spans).toEqual({ recorded: 2, delivered: 2, pending: 0, dropped: {} });
    expect(logs).toEqual({
      recorded: standIn.received.logs().length,
      delivered: logs?.recorded,
      pending: 0,
      dropped: {},
    });
    const [traceId] = standIn.received.spans().map((span) => span.traceId);
    expect(standIn.received.logs().filter((log) => log.traceId === traceId)).toHaveLength(2);
    expect(metric('otel.sdk.exporter.span.exported')).toEqual([[{ 'otel.component.name': 'console' }, 2]]);
    expect(metric('app.delivery.breaker.state')).toContainEqual([
      { 'otel.component.name': 'console.logs', 'app.delivery.breaker.state': 'closed' },
      1,
    ]);
    for (const { headers } of standIn.received.requests) {
      expect(headers).toMatchObject({ 'content-type': 'application/x-protobuf' });
      expect(headers).not.toHaveProperty('content-encoding');
    }
  });

  it.each([
    ['left a trace out', 'reservoir=0,rate=0', false],
    ['has a trace', 'all', undefined],
  ])('lets it know where X-Ray %s', async (_, sampling, sampled) => {
    standIn = await ConsoleStandIn.start();
    const app = await start({ AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9', XRAY_SAMPLING: sampling });
    await ask(app);
    await arrived(SPANS_A_REQUEST);
    const SERVER = 2;
    for (const { kind, attributes } of standIn.received.spans())
      expect(attributes['aws.xray.sampled']).toBe(kind === SERVER ? sampled : undefined);
  });

  it('shares it with the next service, and the lease of each ends with its process, however that ends', async () => {
    standIn = await ConsoleStandIn.start();
    const [one, other] = await Promise.all([
      start({ OTEL_SERVICE_NAME: 'one' }),
      start({ OTEL_SERVICE_NAME: 'other' }),
    ]);
    await owned(2);
    await Promise.all([ask(one), ask(other)]);
    await arrived(2 * SPANS_A_REQUEST);
    const services = standIn.received.spans().map(({ resource }) => resource.attributes['service.name']);
    expect(new Set(services)).toEqual(new Set(['one', 'other']));
    await one.stop('SIGKILL');
    await owned(1);
    await expect(other.stop('SIGTERM')).resolves.toBe(0);
    await owned(0);
  });

  it('shows it its token, and says once where that is refused', async () => {
    standIn = await ConsoleStandIn.start();
    standIn.token = 'right';
    const [right, wrong] = await Promise.all([start({ CONSOLE_TOKEN: 'right' }), start({ CONSOLE_TOKEN: 'wrong' })]);
    await Promise.all([ask(right), ask(wrong)]);
    await arrived(SPANS_A_REQUEST);
    const refused = `telemetry console: the one on port ${standIn.environment['CONSOLE_PORT']} refuses CONSOLE_TOKEN`;
    await eventually(() => expect(said(wrong)).toEqual([refused]), 60_000);
  });

  it('makes a token for one that others can reach, and tells it to the terminal and to no destination', async () => {
    standIn = await ConsoleStandIn.start();
    const app = await start({ CONSOLE_HOST: '0.0.0.0', NODE_ENV: 'development' });
    await ask(app);
    await arrived(SPANS_A_REQUEST);
    const link = app.lines.find((line) => line.startsWith('telemetry console: '));
    const { CONSOLE_PORT: port } = standIn.environment;
    const token = new RegExp(`^telemetry console: http://localhost:${port}/\\?token=([\\w-]{43})$`).exec(
      link ?? '',
    )?.[1];
    expect(standIn.received.requests.map(({ headers }) => headers.authorization)).toContain(`Bearer ${token}`);
    expect(JSON.stringify(standIn.received.logs().map(({ body }) => body))).not.toContain(token);
  });
});

describe('a service whose console', () => {
  it('is something else says so once, runs on, and sends everything when it has become one', async () => {
    standIn = await ConsoleStandIn.start('stranger');
    const app = await start();
    await ask(app, 5);
    const port = standIn.environment['CONSOLE_PORT'];
    const taken = `telemetry console: port ${port} is taken by something else: CONSOLE_PORT names another`;
    await eventually(() => expect(said(app)).toEqual([taken]), 60_000);
    standIn.manner = 'console';
    await arrived(5 * SPANS_A_REQUEST);
    await app.stop();
    expect(app.accounts()['console']).toMatchObject({ recorded: 10, delivered: 10, dropped: {} });
    expect(said(app).filter((line) => line === taken)).toHaveLength(1);
  });

  it('never comes ends as fast as one without, and counts what it could not send', async () => {
    standIn = await ConsoleStandIn.start('stranger');
    const app = await start();
    await ask(app, 3);
    await expect(app.stop()).resolves.toBe(0);
    expect(app.accounts()['console']).toEqual({ recorded: 6, delivered: 0, pending: 6, dropped: {} });
  });

  it('hangs does not notice, counts, and ends in time', async () => {
    standIn = await ConsoleStandIn.start();
    const app = await start({ TELEMETRY_SHUTDOWN_MS: '1000' });
    await owned(1);
    standIn.manner = 'hung';
    await ask(app, 5);
    await expect(app.stop()).resolves.toBe(0);
    expect(app.accounts()['console']).toEqual({ recorded: 10, delivered: 0, pending: 10, dropped: {} });
  });

  it('dies loses nothing: what came meanwhile is sent to the next one', async () => {
    standIn = await ConsoleStandIn.start();
    const app = await start();
    await owned(1);
    standIn.cutAll('cut');
    await ask(app, 5);
    await owned(0);
    standIn.manner = 'console';
    await arrived(5 * SPANS_A_REQUEST);
    await owned(1);
    await app.stop();
    expect(app.accounts()['console']).toEqual({ recorded: 10, delivered: 10, pending: 0, dropped: {} });
  });

  it.each([
    ['cannot write for now', 503, { pending: 10, dropped: {} }],
    ['has no room and will have none', 507, { pending: 0, dropped: { http_507: 10 } }],
  ])('%s counts exactly that', async (_, status, left) => {
    standIn = await ConsoleStandIn.start();
    standIn.received.answer({ status });
    const app = await start({ TELEMETRY_SHUTDOWN_MS: '1000' });
    await owned(1);
    await ask(app, 5);
    await eventually(
      () => expect(standIn.received.requests.some(({ path }) => path === '/v1/traces')).toBe(true),
      60_000,
    );
    await expect(app.stop()).resolves.toBe(0);
    expect(app.accounts()['console']).toEqual({ recorded: 10, delivered: 0, ...left });
  });
});

describe('a service without a console', () => {
  it('says what would turn it on, in production also without being asked', async () => {
    standIn = await ConsoleStandIn.start();
    const app = await start({ CONSOLE: '', NODE_ENV: 'production' });
    await eventually(() =>
      expect(app.logs().map(({ message }) => message)).toContain('console: off, CONSOLE=on turns it on'),
    );
    await ask(app);
    await app.stop();
    expect([standIn.received.requests, app.accounts()]).toEqual([[], {}]);
  });

  it('does not boot where production would open one to anybody', async () => {
    standIn = await ConsoleStandIn.start();
    const app = AppProcess.spawn({ CONSOLE: 'on', NODE_ENV: 'production', CONSOLE_TOKEN: 'a'.repeat(31) });
    await expect(app.ended()).resolves.toBe(1);
    expect(app.errors).toEqual(['CONSOLE_TOKEN: expected 32 characters or more, which CONSOLE=on needs in production']);
  });
});

function metric(name: string): [attributes: object, value: unknown][] {
  const latest = standIn.received
    .metrics()
    .filter((each) => each.name === name)
    .at(-1);
  return (latest?.dataPoints ?? []).map(({ attributes, fields }) => {
    const { 'otel.component.type': type, ...others } = attributes;
    expect(type).toBe('DeliveryQueue');
    return [others, (fields as { asDouble?: unknown }).asDouble];
  });
}
