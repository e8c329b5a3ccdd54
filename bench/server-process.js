import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const PINNABLE = spawnSync('taskset', ['--version']).status === 0;
/** Clock ticks a second of /proc's times: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Runs `node file` on one core where taskset is to be had; `cpu` is that core. */
export function startNode(file, environment, { cpu, stdout = 'ignore' } = {}) {
  const command = [process.execPath, file];
  const [program, ...rest] = PINNABLE && cpu !== undefined ? ['taskset', '-c', String(cpu), ...command] : command;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment };
  return spawn(program, rest, { env, stdio: ['ignore', stdout, 'inherit'] });
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Milliseconds until `url` answers 200. */
export async function untilAnswers(url, startedAt) {
  for (;;) {
    const ok = await fetch(url).then((response) => response.text().then(() => response.ok), () => false); // prettier-ignore
    if (ok) return performance.now() - startedAt;
    if (performance.now() - startedAt > 30_000) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** CPU seconds and resident MiB of a process so far; undefined off Linux. */
export function usage(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      rssMiB: Number(rss?.[1]) / 1024,
    };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
