import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from '../../src/delivery/describe-error.js';
import { eventually } from '../support/eventually.js';
import { FlakyHttpServer } from '../support/flaky-http-server.js';

interface AccountsLine {
  readonly message: string;
  readonly accounts: { readonly sink: object };
}

/** The process of shutdown-process.mjs and what it says. */
class Service {
  readonly lines: string[] = [];
  private readonly startedAt = performance.now();

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
  }

  get port(): number {
    const line = this.lines.find((each) => each.startsWith('port '));
    if (!line)
      throw new Error(`not listening after ${performance.now() - this.startedAt} ms: ${this.lines.join('\n')}`);
    return Number(line.slice(5));
  }

  /** All accounts lines: there should be one. */
  accounts(): AccountsLine[] {
    return this.lines.filter((line) => line.startsWith('{')).map((line): AccountsLine => JSON.parse(line));
  }

  /** Sends the signals and waits for the end. */
  async end(...signals: NodeJS.Signals[]): Promise<{ code: number | null; tookMs: number }> {
    const from = performance.now();
    for (const [index, signal] of signals.entries()) {
      // Real time: what comes within half a second of a signal is the same signal, heard twice.
      if (index > 0) await sleep(600);
      this.child.kill(signal);
      await eventually(() => assert.equal(this.lines.filter((line) => line === 'draining').length, 1));
    }
    if (!this.child.stdout!.readableEnded) await once(this.child, 'close');
    return { code: this.child.exitCode, tookMs: performance.now() - from };
  }
}

function accountsOf(recorded: number, delivered: number) {
  const sinkAccounts = { recorded, delivered, pending: recorded - delivered, dropped: {} };
  return [expect.objectContaining({ level: 'info', message: 'telemetry accounts', accounts: { sink: sinkAccounts } })];
}

describe('the end of the process', () => {
  const services: Service[] = [];
  let sink: FlakyHttpServer;

  beforeEach(async () => {
    sink = await FlakyHttpServer.start();
  });
  afterEach(async () => {
    for (const { child } of services.splice(0)) child.kill('SIGKILL');
    await sink.stop();
  });

  async function start(environment: Readonly<Record<string, string>> = {}): Promise<Service> {
    const env = { PATH: process.env.PATH, SINK_URL: sink.url, ...environment };
    const child = spawn(process.execPath, [resolve('test/delivery/shutdown-process.mjs')], { env, stdio: 'pipe' });
    const service = new Service(child);
    services.push(service);
    await eventually(() => service.port, 20_000);
    return service;
  }

  function ask(
    service: Service,
    path: string,
    agent?: Agent,
  ): Promise<{ text: string; connection: string | undefined }> {
    return new Promise((done, fail) => {
      get({ port: service.port, host: '127.0.0.1', path, agent }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk));
        answer.on('end', () => done({ text, connection: answer.headers.connection }));
        answer.on('error', fail);
      }).on('error', fail);
    });
  }

  it('SIGTERM: delivers what is left, writes one accounts line, exits 0 within a second', async () => {
    const service = await start();
    await Promise.all(['/a', '/b', '/c'].map((path) => ask(service, path)));
    const { code, tookMs } = await service.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(1_000);
    expect(service.accounts()).toEqual(accountsOf(3, 3));
    expect(sink.requests.map(({ body }) => body.toString())).toEqual(['["/a","/b","/c"]']);
  });

  it('SIGTERM under load: answers every request that it accepted, on kept connections too', async () => {
    const service = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    let answered = 0;
    let accepted = 0;
    let running = true;
    const failures: string[] = [];
    const client = async () => {
      while (running) {
        try {
          const { text, connection } = await ask(service, '/slow/5', agent);
          answered += text === 'done' ? 1 : 0;
          if (connection === 'close') accepted += 1;
        } catch (error) {
          if (errorCode(error) !== 'ECONNREFUSED') failures.push(String(error));
          running = false;
        }
      }
    };
    const clients = Array.from({ length: 20 }, client);
    await eventually(() => expect(answered).toBeGreaterThan(200));
    const ended = service.end('SIGTERM');
    await Promise.all(clients);
    const { code } = await ended;
    agent.destroy();
    expect(failures).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
    expect(code).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(answered, answered));
  }, 20_000);

  it('SIGTERM: waits for a slow answer, and not for connections on which nothing was ever asked', async () => {
    const service = await start();
    const silent = connect(service.port, '127.0.0.1');
    await once(silent, 'connect');
    const kept = new Agent({ keepAlive: true });
    await ask(service, '/quick', kept);
    const slow = ask(service, '/slow/600');
    await eventually(async () => {
      await nextTurn();
      expect((await ask(service, '/count')).text).toBe('done');
    });
    const { code, tookMs } = await service.end('SIGTERM');
    expect((await slow).text).toBe('done');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(1_500);
    silent.destroy();
    kept.destroy();
  });

  it('SIGTERM with a black hole and a hook that hangs: exits 0 by the deadline and counts what was not delivered', async () => {
    sink.behaviour = 'black hole';
    const service = await start({ HANG_IN_CLOSE: 'yes' });
    await ask(service, '/a');
    const { code, tookMs } = await service.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(8_000);
    expect(service.accounts()).toEqual(accountsOf(1, 0));
  }, 20_000);

  it('a second signal: accounts, and the exit at once', async () => {
    sink.behaviour = 'black hole';
    const service = await start();
    await ask(service, '/a');
    const { code, tookMs } = await service.end('SIGINT', 'SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(1_600);
    expect(service.accounts()).toEqual(accountsOf(1, 0));
  });

  it('Ctrl+C, which the process group and the CLI both hand on, is one signal: all is delivered', async () => {
    const service = await start();
    await ask(service, '/a');
    service.child.kill('SIGINT');
    service.child.kill('SIGTERM');
    const { code } = await service.end('SIGINT');
    expect(code).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(1, 1));
  });

  const CRASHES = [
    ['/crash', 'uncaughtException', 'boom'],
    ['/reject', 'unhandledRejection', 'nobody caught me'],
  ] as const;

  it.each(CRASHES)('%s: one line, one report that is delivered, exit 1 within 3 s', async (path, origin, message) => {
    const service = await start();
    const startedAt = performance.now();
    await ask(service, path).catch(() => undefined);
    const { code } = await service.end();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(code).toBe(1);
    expect(service.lines.filter((line) => line.includes(`${origin}: ${message}`))).toHaveLength(1);
    expect(service.accounts()).toEqual(accountsOf(2, 2));
    expect(sink.requests.map(({ body }) => body.toString())).toEqual([`["${path}","crash ${origin} ${message}"]`]);
  });

  it('a crash while the destination is a black hole: exit 1 within 3 s, the report counted as pending', async () => {
    sink.behaviour = 'black hole';
    const service = await start();
    const startedAt = performance.now();
    await ask(service, '/crash').catch(() => undefined);
    const { code } = await service.end();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(code).toBe(1);
    expect(service.accounts()).toEqual(accountsOf(2, 0));
  });

  it('writes the accounts also when nobody reads what it writes', async () => {
    const service = await start();
    service.child.stdout!.destroy();
    service.child.kill('SIGTERM');
    await once(service.child, 'exit');
    expect(service.child.exitCode).toBe(0);
  });
});
