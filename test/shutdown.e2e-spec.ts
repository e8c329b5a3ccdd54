import { request } from 'node:http';
import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';
import { FourDestinations } from './support/four-destinations.js';

describe('SIGTERM', () => {
  let destinations: FourDestinations;
  afterEach(() => destinations.stop());

  it('under load breaks no accepted request, loses nothing, prints exact accounts and exits 0', async () => {
    destinations = await FourDestinations.start();
    const app = await AppProcess.start({ ...destinations.environment, TELEMETRY_SHUTDOWN_MS: '20000' });
    const load = Array.from({ length: 10 }, () => keepAsking(`${app.url}/api/activities/home`));
    await eventually(() => expect(destinations.otlp.spans().length).toBeGreaterThan(20));

    const code = await app.stop('SIGTERM');
    const outcomes = (await Promise.all(load)).flat();

    expect(code).toBe(0);
    expect(outcomes.filter((outcome) => outcome === 'broken')).toEqual([]);
    const answered = outcomes.filter((outcome) => outcome === 'answered').length;
    const accounts = app.accounts();
    for (const { recorded, delivered, pending, dropped } of Object.values(accounts)) {
      expect({ recorded, pending, dropped }).toEqual({ recorded: delivered, pending: 0, dropped: {} });
    }
    expect(accounts['otlp']?.delivered).toBe(2 * answered);
    expect(destinations.otlp.spans()).toHaveLength(2 * answered);
    // A datagram that finds no room at this busy receiver is lost without a word: accounted is what the kernel took.
    expect(accounts['xray']?.delivered).toBe(2 * answered);
    expect(destinations.xray.spanCount()).toBeGreaterThan(20);
    expect(destinations.cloudwatch.events('cruddur')).toHaveLength(accounts['cloudwatch']!.delivered);
    expect(Object.keys(accounts).toSorted()).toEqual(['cloudwatch', 'otlp', 'rollbar', 'xray']);
  }, 60_000);
});

describe('a process that cannot start', () => {
  it.each([
    ['PORT', 'banana'],
    ['LOG_LEVEL', 'loud'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'nonsense::::'],
    ['XRAY_SAMPLING', 'most'],
    ['ROLLBAR_ENDPOINT', 'ftp://x'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'not a url'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['TELEMETRY_QUEUE_BYTES', '-1'],
    ['CLOUDWATCH_RETENTION_DAYS', '85'],
    ['TELEMETRY_TRUST', 'everybody'],
  ])('says in one line that %s is wrong, never its value', async (variable, value) => {
    const app = AppProcess.spawn({ [variable]: value });
    expect(await app.ended()).toBe(1);
    const said = app.errors.filter((line) => line.trim() !== '');
    expect(said).toEqual([expect.stringMatching(new RegExp(`^${variable}: expected \\S`))]);
    expect(said.join('')).not.toContain(value);
  });

  it('says that the port is taken', async () => {
    const first = await AppProcess.start();
    const second = AppProcess.spawn({ PORT: new URL(first.url).port });
    expect(await second.ended()).toBe(1);
    expect(second.errors).toEqual([expect.stringMatching(/^PORT: expected a free port/)]);
    await first.stop();
  });
});

/** One request after the other on one kept-alive connection, until the server closes it or refuses a new one. */
async function keepAsking(url: string): Promise<('answered' | 'broken')[]> {
  const { Agent } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes: ('answered' | 'broken')[] = [];
  for (;;) {
    const outcome = await ask(url, agent);
    if (outcome === 'refused') break;
    outcomes.push(outcome);
    if (outcome === 'broken') break;
  }
  agent.destroy();
  return outcomes;
}

function ask(url: string, agent: import('node:http').Agent): Promise<'answered' | 'broken' | 'refused'> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.complete ? 'answered' : 'broken'));
    });
    // A client that is late by more than the grace finds its kept connection gone: nobody accepted that request, or the
    // service would have a span of it.
    sent.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' || (code === 'ECONNRESET' && sent.reusedSocket) ? 'refused' : 'broken'),
    );
    sent.end();
  });
}
