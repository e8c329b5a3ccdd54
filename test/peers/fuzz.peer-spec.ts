import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppProcess } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { Collector } from './support/collector.js';
import { ForwardingDaemon } from './support/forwarding-daemon.js';
import { MotoServer } from './support/moto-server.js';

const SEED = '20';
const REQUESTS_AN_OPERATION = '100';

describe('whatever a schema fuzzer asks', () => {
  let collector: Collector;
  let moto: MotoServer;
  let daemon: ForwardingDaemon;
  let app: AppProcess;
  let found: string;
  let exitCode: number | null;

  beforeAll(async () => {
    [collector, moto] = await Promise.all([Collector.start(), MotoServer.start()]);
    daemon = await ForwardingDaemon.start(moto);
    app = await AppProcess.start({
      ...moto.environment,
      CLOUDWATCH_LOG_GROUP: 'cruddur',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      XRAY_SAMPLING: 'all',
      ROLLBAR_TEST_ROUTES: 'true',
    });
    found = await fuzz(app.url);
    exitCode = await app.stop();
    await collector.stop();
  }, 180_000);
  afterAll(async () => {
    await app?.stop();
    await collector?.stop();
    daemon?.close();
    await moto?.stop();
  });

  it('the service answers as /docs-json says, and with no 5xx but the documented one', () => {
    expect(found).toMatch(/\d{3,} passed/);
    expect(found).toContain('No issues found');
    expect(exitCode).toBe(0);
  });

  it('the Collector, X-Ray’s API and CloudWatch Logs refuse nothing of what it left', async () => {
    const { otlp, xray, cloudwatch } = app.accounts();
    for (const accounts of [otlp, xray, cloudwatch])
      expect(accounts).toEqual({
        recorded: accounts?.recorded,
        delivered: accounts?.recorded,
        pending: 0,
        dropped: {},
      });
    expect(collector.spans()).toHaveLength(otlp!.recorded);
    await eventually(() => expect(daemon.documents.length).toBeGreaterThan(Number(REQUESTS_AN_OPERATION)));
    await daemon.forward();
    expect(daemon.unprocessed).toEqual([]);
  });
});

/** @returns what the fuzzer said; it exits with a failure where it found something, which is said too. */
async function fuzz(url: string): Promise<string> {
  try {
    const parameters = [url, SEED, REQUESTS_AN_OPERATION];
    const { stdout } = await promisify(execFile)(resolve('test/peers/fuzz'), parameters, { timeout: 120_000 });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${String(error)}\n${stdout}\n${stderr}`;
  }
}
