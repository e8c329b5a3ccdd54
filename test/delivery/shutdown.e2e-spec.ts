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
  private readonly closed: Promise<unknown>;

  constructor(readonly child: ChildProcess) {
    this.closed = once(child, 'close');
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
  }

  get port(): number {
    const line = this.lines.find((each) => each.startsWith('port '));
    if (!line) throw new Error(`not listening: ${this.lines.join('\n')}`);
    return Number(line.slice(5));
  }

  /** All accounts lines: there should be one. */
  accounts(): AccountsLine[] {
    return this.lines.filter((line) => line.startsWith('{')).map((line): AccountsLine => JSON.parse(line));
  }

  /** Sends the signals, waits for the end and for all that was written, and gives the exit code. */
  async end(...signals: NodeJS.Signals[]): Promise<number | null> {
    for (const [index, signal] of signals.entries()) {
      // Real time: what comes within half a second of a signal is the same signal, heard twice.
      if (index > 0) await sleep(600);
      this.child.kill(signal);
      await eventually(() => assert.equal(this.lines.filter((line) => line === 'draining').length, 1));
    }
    await this.closed;
    return this.child.exitCode;
  }
}

/** Half a second, or half a minute where ten others want the processor. */
const BOOT_MS = 50_000;
/** Nobody listens, or a kept connection was closed before what came over it was read. */
const NOT_ACCEPTED: readonly (string | undefined)[] = ['ECONNREFUSED', 'ECONNRESET'];

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

  /** Its last flush has ten minutes: where it would wait for more than it should, its test fails by its own limit. */
  async function start(environment: Readonly<Record<string, string>> = {}): Promise<Service> {
    const env = { PATH: process.env.PATH, SINK_URL: sink.url, SHUTDOWN_MS: '600000', ...environment };
    const child = spawn(process.execPath, [resolve('test/delivery/shutdown-process.mjs')], { env, stdio: 'pipe' });
    const service = new Service(child);
    services.push(service);
    await eventually(() => service.port, BOOT_MS);
    return service;
  }

  function ask(service: Service, path: string, agent?: Agent): Promise<string> {
    return new Promise((done, fail) => {
      get({ port: service.port, host: '127.0.0.1', path, agent }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk));
        answer.on('end', () => done(text));
        answer.on('error', fail);
      }).on('error', fail);
    });
  }

  it('SIGTERM: delivers what is left, writes one accounts line, exits 0', async () => {
    const service = await start();
    await Promise.all(['/a', '/b', '/c'].map((path) => ask(service, path)));
    expect(await service.end('SIGTERM')).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(3, 3));
    expect(sink.requests.map(({ body }) => body.toString())).toEqual(['["/a","/b","/c"]']);
  });

  it('SIGTERM under load: answers every request that it accepted, on kept connections too', async () => {
    const service = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    let answered = 0;
    let running = true;
    const failures: string[] = [];
    const client = async () => {
      while (running) {
        try {
          const text = await ask(service, '/slow/5', agent);
          answered += text === 'done' ? 1 : 0;
        } catch (error) {
          // A client that is late by more than the grace finds its kept connection gone. What the service took of it is in
          // its accounts all the same, where it would be missing from what was answered.
          if (!NOT_ACCEPTED.includes(errorCode(error))) failures.push(String(error));
          running = false;
        }
      }
    };
    const clients = Array.from({ length: 20 }, client);
    await eventually(() => expect(answered).toBeGreaterThan(200));
    const ended = service.end('SIGTERM');
    await Promise.all(clients);
    expect(await ended).toBe(0);
    agent.destroy();
    expect(failures).toEqual([]);
    expect(service.accounts()).toEqual(accountsOf(answered, answered));
  });

  it('SIGTERM: waits for a slow answer, beside a kept connection and one on which nothing was ever asked', async () => {
    const service = await start();
    const silent = connect(service.port, '127.0.0.1');
    await once(silent, 'connect');
    const kept = new Agent({ keepAlive: true });
    await ask(service, '/quick', kept);
    const slow = ask(service, '/slow/600');
    await eventually(async () => {
      await nextTurn();
      expect(await ask(service, '/count')).toBe('done');
    });
    expect(await service.end('SIGTERM')).toBe(0);
    expect(await slow).toBe('done');
    silent.destroy();
    kept.destroy();
  });

  it('SIGTERM with a black hole and a hook that hangs: exits 0 by the deadline and counts what was not delivered', async () => {
    sink.behaviour = 'black hole';
    const service = await start({ HANG_IN_CLOSE: 'yes', SHUTDOWN_MS: '1000' });
    await ask(service, '/a');
    expect(await service.end('SIGTERM')).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(1, 0));
  });

  it('a second signal: accounts, and the exit at once', async () => {
    sink.behaviour = 'black hole';
    const service = await start();
    await ask(service, '/a');
    expect(await service.end('SIGINT', 'SIGTERM')).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(1, 0));
  });

  it('Ctrl+C, which the process group and the CLI both hand on, is one signal: all is delivered', async () => {
    const service = await start();
    await ask(service, '/a');
    service.child.kill('SIGINT');
    service.child.kill('SIGTERM');
    expect(await service.end('SIGINT')).toBe(0);
    expect(service.accounts()).toEqual(accountsOf(1, 1));
  });

  const CRASHES = [
    ['/crash', 'uncaughtException', 'boom'],
    ['/reject', 'unhandledRejection', 'nobody caught me'],
  ] as const;

  it.each(CRASHES)('%s: one line, one report that is delivered, exit 1', async (path, origin, message) => {
    const service = await start();
    await ask(service, path).catch(() => undefined);
    expect(await service.end()).toBe(1);
    expect(service.lines.filter((line) => line.includes(`${origin}: ${message}`))).toHaveLength(1);
    expect(service.accounts()).toEqual(accountsOf(2, 2));
    expect(sink.requests.map(({ body }) => body.toString())).toEqual([`["${path}","crash ${origin} ${message}"]`]);
  });

  it('a crash while the destination is a black hole: exit 1, the report counted as pending', async () => {
    sink.behaviour = 'black hole';
    const service = await start();
    await ask(service, '/crash').catch(() => undefined);
    expect(await service.end()).toBe(1);
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
