import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccountsSnapshot } from '../../src/delivery/index.js';
import { eventually } from './eventually.js';

export type JsonLine = Readonly<Record<string, unknown>> & { readonly message?: string };

/** A second, or half a minute where ten others want the processor. */
const BOOT_MS = 50_000;

/**
 * The built application as a process of its own, on a free port, with the environment that is given and nothing of the
 * developer's: no `.env`, no AWS profile. Its log is JSON.
 */
export class AppProcess {
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  url = '';
  private readonly closed: Promise<unknown>;

  private constructor(readonly process: ChildProcess) {
    this.closed = once(process, 'close');
  }

  /** Starts and waits until it listens. One that does not is killed, or it would keep the runner waiting for its end. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    return AppProcess.listening(AppProcess.spawn(environment));
  }

  /** The same, as the leader of a process group, to which a test may send a signal as a terminal does. */
  static async startGroup(environment: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    return AppProcess.listening(AppProcess.spawn(environment, undefined, true));
  }

  private static async listening(app: AppProcess): Promise<AppProcess> {
    try {
      app.url = await eventually(() => app.listensOn(), BOOT_MS);
      return app;
    } catch (error) {
      app.process.kill('SIGKILL');
      throw error;
    }
  }

  /** Starts and waits for nothing: for boots that are to fail. */
  static spawn(
    environment: Readonly<Record<string, string>> = {},
    main = 'dist-test/main.js',
    detached = false,
  ): AppProcess {
    const home = mkdtempSync(join(tmpdir(), 'cruddur-test-'));
    const defaults = {
      PATH: process.env.PATH,
      HOME: home,
      NODE_ENV: 'test',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_FORMAT: 'json',
      CONSOLE: 'off', // also where NODE_ENV is development
      TELEMETRY_TRACER: process.env.TELEMETRY_TRACER, // the suite runs under both
    };
    const child = spawn(process.execPath, ['--enable-source-maps', resolve(main)], {
      cwd: home,
      env: { ...defaults, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached,
    });
    child.once('close', () => rmSync(home, { recursive: true, force: true }));
    const app = new AppProcess(child);
    createInterface({ input: child.stdout }).on('line', (line) => app.lines.push(line));
    createInterface({ input: child.stderr }).on('line', (line) => app.errors.push(line));
    return app;
  }

  /** The JSON lines that it has written so far. */
  logs(): readonly JsonLine[] {
    return this.lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as JsonLine] : []));
  }

  /** The accounts line, which is there once the process has ended. */
  accounts(): Readonly<Record<string, AccountsSnapshot>> {
    const line = this.logs().find(({ message }) => message === 'telemetry accounts');
    if (line === undefined) throw new Error('no accounts line');
    return line.accounts as Record<string, AccountsSnapshot>;
  }

  private listensOn(): string {
    if (this.process.exitCode !== null)
      throw new Error(`ended with ${this.process.exitCode}: ${this.errors.join('\n')}`);
    const said = this.logs().find((line) => line.message?.startsWith('listening on '));
    if (said === undefined) throw new Error(`does not listen yet: ${this.lines.join('\n')}`);
    return said.message!.replace('listening on ', '').replace('0.0.0.0', '127.0.0.1');
  }

  /** Ends it by `signal` and gives its exit code, once all that it wrote has been read. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    return this.ended();
  }

  /** Waits until it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.process.exitCode;
  }
}
