import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCores } from './cores.js';
import { freePort, untilAnswers } from './answers.js';
import { usageOf } from './usage.js';

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts one variant and waits for its first answer. What it prints goes to a file: a pipe would want somebody's CPU to read it. */
export async function startServer({ node, nodeArguments = [], file, environment, cores, path, channel = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-bench-'));
  const logPath = join(folder, 'log');
  const log = openSync(logPath, 'a');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${path}`;
  const [program, ...rest] = onCores(cores, [node, ...nodeArguments, file]);
  const startedAt = performance.now();
  const child = spawn(program, rest, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      ...environment,
    },
    stdio: ['ignore', log, log, ...(channel ? ['ipc'] : [])],
  });
  closeSync(log);
  running.add(child);
  const exited = once(child, 'exit').finally(() => running.delete(child));
  const said = () => readFileSync(logPath, 'utf8').slice(-4_000);
  const died = exited.then(() => Promise.reject(new Error(`${file} ended before it answered:\n${said()}`)));
  await Promise.race([untilAnswers(url), died]);
  const startMs = performance.now() - startedAt;
  died.catch(() => undefined);

  return {
    url,
    startMs,
    child,
    usage: () => usageOf(child.pid),
    /** Ends it as an operator would; gives what it says of its telemetry, if it does, and all that it printed. */
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 30_000);
      const [code] = await exited;
      clearTimeout(impatience);
      const accounts = lastAccounts(logPath);
      const output = readFileSync(logPath);
      rmSync(folder, { recursive: true });
      return { code, accounts, output };
    },
  };
}

/** The line is the last of a file that may be large. */
function lastAccounts(logPath) {
  const bytes = readFileSync(logPath);
  const lines = bytes.subarray(-65_536).toString().trimEnd().split('\n').toReversed();
  const line = lines.find((text) => text.includes('"message":"telemetry accounts"'));
  return line === undefined ? undefined : JSON.parse(line.slice(line.indexOf('{'))).accounts;
}
