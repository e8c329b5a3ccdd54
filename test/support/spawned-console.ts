import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TracesAnswer } from '../../console/api/answers.js';
import { eventually } from './eventually.js';

/** The built console on a port of its own, as services start it: the test looks at it from outside. */
export class SpawnedConsole {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cruddur-console-'));

  private constructor(readonly port: number) {}

  static async atFreePort(): Promise<SpawnedConsole> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return new SpawnedConsole(port);
  }

  /** What goes into a service's environment. */
  get environment(): Readonly<Record<string, string>> {
    return { CONSOLE: 'on', CONSOLE_PORT: String(this.port), CONSOLE_DATA_DIR: this.folder };
  }

  /** Its process; undefined where there is none. */
  get pid(): number | undefined {
    return processes().find((pid) => {
      const isOne = readProc(pid, 'cmdline').includes('console/dist/server/main.js');
      return isOne && readProc(pid, 'environ').split('\0').includes(`CONSOLE_PORT=${this.port}`);
    });
  }

  async hasTraces(ids: readonly string[]): Promise<void> {
    await eventually(async () => {
      const answer = await fetch(`http://127.0.0.1:${this.port}/api/traces`);
      const { traces } = (await answer.json()) as TracesAnswer;
      const missing = ids.filter((id) => !traces.some(({ trace_id }) => trace_id === id));
      if (missing.length > 0) throw new Error(`the console does not list ${missing.join(', ')}`);
    }, 60_000);
  }

  /** Waits until it has ended by itself. */
  async gone(): Promise<void> {
    await eventually(() => {
      if (this.pid !== undefined) throw new Error(`the console still runs: ${this.pid}`);
    }, 60_000);
  }

  /** Whatever became of it. */
  async clear(): Promise<void> {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGKILL');
    await this.gone();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The processes below `pid`, as whoever kills a tree of them finds them. */
export function descendantsOf(pid: number): number[] {
  const children = readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function processes(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** Empty where the process has ended meanwhile, or is somebody else's. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
