import { AppProcess } from './support/app-process.js';
import { SpawnedConsole, descendantsOf } from './support/spawned-console.js';
import { eventually } from './support/eventually.js';

/** A console ends ten seconds after its last owner, and the machine may be busy. */
jest.setTimeout(240_000);

let telemetryConsole: SpawnedConsole;
const apps: AppProcess[] = [];

async function start(): Promise<AppProcess> {
  const app = await AppProcess.startGroup(telemetryConsole.environment);
  apps.push(app);
  return app;
}

/** @returns the trace's id. */
async function ask(app: AppProcess): Promise<string> {
  const answer = await fetch(`${app.url}/api/activities/home`);
  expect(answer.status).toBe(200);
  return answer.headers.get('traceresponse')!.split('-')[1]!;
}

beforeEach(async () => {
  telemetryConsole = await SpawnedConsole.atFreePort();
});

afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop('SIGKILL');
  await telemetryConsole.clear();
});

describe('the console that a service starts', () => {
  it('shows what the service did, also before it was up, and ends by itself when the service was killed', async () => {
    const app = await start();
    const first = await ask(app);
    await telemetryConsole.hasTraces([first]);
    await telemetryConsole.hasTraces([await ask(app)]);
    await app.stop('SIGKILL');
    await telemetryConsole.gone();
  });

  it('is in no tree and in no group of processes of the service, and goes on serving another one', async () => {
    const app = await start();
    const seen = [await ask(app)];
    await telemetryConsole.hasTraces(seen);
    const { pid } = telemetryConsole;
    await eventually(() => expect(descendantsOf(app.process.pid!)).toEqual([]), 60_000);
    // Before the first one ends: a start takes longer than the ten seconds where the machine is busy.
    const other = await start();
    await eventually(
      () => expect(other.logs()).toContainEqual(expect.objectContaining({ context: 'Console' })),
      60_000,
    );
    process.kill(-app.process.pid!, 'SIGINT');
    await expect(app.ended()).resolves.toBe(0);

    seen.push(await ask(other));
    await telemetryConsole.hasTraces(seen);
    expect(telemetryConsole.pid).toBe(pid);
    await expect(other.stop()).resolves.toBe(0);
    const { console: spans, 'console.logs': logs } = other.accounts();
    expect([spans, logs]).toMatchObject([
      { recorded: spans?.delivered, pending: 0 },
      { recorded: logs?.delivered, pending: 0 },
    ]);
  });

  it('is started again when it was killed, and lacks nothing that it had acknowledged or was not there for', async () => {
    const app = await start();
    const before = await ask(app);
    await telemetryConsole.hasTraces([before]);
    process.kill(telemetryConsole.pid!, 'SIGKILL');
    const meanwhile = [await ask(app), await ask(app)];
    await telemetryConsole.hasTraces(meanwhile);
    await app.stop();
    const { recorded, delivered, pending, dropped } = app.accounts()['console']!;
    expect([recorded, pending, dropped]).toEqual([delivered, 0, {}]);
  });
});
