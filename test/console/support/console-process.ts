import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '../../support/eventually.js';

type Variables = Readonly<Record<string, string>>;

/** The built console as a process of its own, on a free port, with nothing of the developer's: no `.env`, no cache folder. */
export class ConsoleProcess {
  /** All that it wrote, to stdout and to stderr. */
  readonly lines: string[] = [];
  url = '';
  private readonly closed: Promise<unknown>;

  private constructor(readonly process: ChildProcess) {
    this.closed = once(process, 'close');
  }

  /** Starts and waits until it listens. */
  static async start(environment: Variables = {}): Promise<ConsoleProcess> {
    const started = ConsoleProcess.spawn(environment);
    started.url = await eventually(() => {
      if (started.hasEnded) throw new Error(`ended: ${started.lines.join('\n')}`);
      const said = started.lines.find((line) => line.startsWith('console: listening on '));
      if (said === undefined) throw new Error(`does not listen yet: ${started.lines.join('\n')}`);
      return said.replace('console: listening on ', '');
    }, 30_000);
    return started;
  }

  /** Starts and waits for nothing. */
  static spawn(environment: Variables = {}): ConsoleProcess {
    const home = mkdtempSync(join(tmpdir(), 'cruddur-console-'));
    const child = spawn(process.execPath, ['--enable-source-maps', resolve('console/dist/server/main.js')], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, CONSOLE_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.once('close', () => rmSync(home, { recursive: true, force: true }));
    const started = new ConsoleProcess(child);
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => started.lines.push(line));
    return started;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) this.process.kill(signal);
    return this.ended();
  }

  /** Waits until it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.process.exitCode;
  }
}
