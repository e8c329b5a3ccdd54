import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { logsRequest, metricsRequest, type SentLog, type SentMetric, type SentSpan, tracesRequest } from './otlp.js';

/** Small enough for the server's limit of a body, whatever stands in the spans. */
const SPANS_A_REQUEST = 1_000;

/** The built console as a process of its own, on a free port, with an empty folder for its runs. */
export class ConsoleProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<ConsoleProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'cruddur-console-'));
    const child = spawn(process.execPath, [resolve('console/dist/server/main.js')], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, CONSOLE_PORT: '0', CONSOLE_DATA_DIR: folder, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('close', () => rmSync(folder, { recursive: true, force: true }));
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
      if (url !== undefined) return new ConsoleProcess(url, child);
    }
    throw new Error('the console ended before it listened');
  }

  /** Resolves when all of it can be asked for. */
  async send({ spans = [], logs = [] }: { spans?: readonly SentSpan[]; logs?: readonly SentLog[] }): Promise<void> {
    for (let from = 0; from < spans.length; from += SPANS_A_REQUEST) {
      await this.post('traces', tracesRequest(spans.slice(from, from + SPANS_A_REQUEST)));
    }
    if (logs.length > 0) await this.post('logs', logsRequest(logs));
  }

  async report(service: string, metrics: readonly SentMetric[]): Promise<void> {
    await this.post('metrics', metricsRequest(service, metrics));
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }

  private async post(signal: 'traces' | 'logs' | 'metrics', body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}/v1/${signal}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the console answered ${answer.status}: ${await answer.text()}`);
  }
}
