import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../../support/eventually.js';

/** A real program that listens on HTTP: started, waited for, stopped; what it said is in the error where it ends early. */
export class Program {
  private said = '';
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => (this.said = (this.said + data.toString()).slice(-20_000)));
  }

  /** @param url any answer there says that it is up. */
  static async start(file: string, parameters: readonly string[], url: string): Promise<Program> {
    const program = new Program(spawn(file, parameters, { stdio: ['ignore', 'pipe', 'pipe'] }));
    await eventually(async () => {
      if (program.child.exitCode !== null) throw new Error(`${file} ended: ${program.output}`);
      await (await fetch(url)).arrayBuffer();
    }, 30_000);
    return program;
  }

  get output(): string {
    return this.said;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    await this.ended;
    return this.child.exitCode;
  }
}
