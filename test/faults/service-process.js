import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monotonicMs } from './client.js';
import { fixedPort } from './fixed-port.js';
import { pinned } from './pinned.js';
import { cpuSeconds, residentMiB } from './process-usage.js';
import { untilAnswers } from './until-answers.js';

const RSS_EVERY_MS = 100;
const LIMIT_TO_END_MS = 20_000;
const running = new Set();

/** The service, built, as a process of its own with all four destinations on; it writes to files, which are read at its end. */
export class ServiceProcess {
  origin = '';
  peakMiB = 0;
  #child;
  #folder = mkdtempSync(join(tmpdir(), 'cruddur-faults-'));
  #sampling;
  #ended;

  /** Starts, on `core` alone where that is not null, and waits until it answers. */
  static async start(file, environment, core) {
    const service = new ServiceProcess();
    const port = await fixedPort();
    service.origin = `http://127.0.0.1:${port}`;
    service.#spawn(pinned([process.execPath, resolve(file)], core), { PORT: String(port), ...environment });
    running.add(service);
    await Promise.race([untilAnswers(`${service.origin}/health/live`), service.#endsTooSoon()]);
    service.#sampling = setInterval(() => service.#sample(), RSS_EVERY_MS);
    return service;
  }

  /** Whatever goes wrong, no service outlives the run. */
  static killAll() {
    for (const service of running) service.#child.kill('SIGKILL');
  }

  get cpuSeconds() {
    return cpuSeconds(this.#child.pid);
  }

  signal(name) {
    this.#child.kill(name);
    return monotonicMs();
  }

  /** @returns {Promise<Ending>} once it has ended; after a while it is killed */
  async ended() {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), LIMIT_TO_END_MS);
    const { at, code, signal } = await this.#ended;
    clearTimeout(timer);
    clearInterval(this.#sampling);
    running.delete(this);
    const lines = this.#lines();
    rmSync(this.#folder, { recursive: true, force: true });
    return { at, code: code ?? signal, accounts: accountsIn(lines), lines };
  }

  #spawn([command, ...rest], environment) {
    const [out, err] = ['out', 'err'].map((name) => openSync(join(this.#folder, name), 'a'));
    const defaults = { PATH: process.env.PATH, HOME: this.#folder, NODE_ENV: 'production', HOST: '127.0.0.1' };
    const env = { ...defaults, AWS_EC2_METADATA_DISABLED: 'true', ...environment };
    this.#child = spawn(command, rest, { cwd: this.#folder, env, stdio: ['ignore', out, err] });
    this.#ended = new Promise((done) => {
      this.#child.once('exit', (code, signal) => done({ at: monotonicMs(), code, signal }));
    });
    for (const file of [out, err]) closeSync(file);
  }

  #sample() {
    this.peakMiB = Math.max(this.peakMiB, residentMiB(this.#child.pid));
  }

  async #endsTooSoon() {
    const { code } = await this.#ended;
    throw new Error(`the service ended with ${code}: ${this.#lines().slice(-5).join('\n')}`);
  }

  #lines() {
    return ['out', 'err'].flatMap((name) => readFileSync(join(this.#folder, name), 'utf8').split('\n'));
  }
}

function accountsIn(lines) {
  const line = lines.findLast((each) => each.includes('"telemetry accounts"'));
  return line && JSON.parse(line).accounts;
}
