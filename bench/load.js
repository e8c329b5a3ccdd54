import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const WRK = spawnSync('wrk', ['--version']).error === undefined;

/** Closed-loop load of 50 connections: requests answered, how many failed, p99 in milliseconds, and the seconds it took. */
export async function load(url, seconds) {
  return WRK ? wrk(url, seconds) : autocannon(url, seconds);
}

async function wrk(url, seconds) {
  const text = await output('wrk', ['-t1', '-c50', `-d${seconds}s`, '--latency', url]);
  const [, requests, took] = /(\d+) requests in ([\d.]+)s/.exec(text);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text);
  const failed = [...text.matchAll(/(?:Non-2xx or 3xx responses|connect|read|write|timeout):? (\d+)/g)];
  return {
    requests: Number(requests),
    seconds: Number(took),
    failed: failed.reduce((sum, [, count]) => sum + Number(count), 0),
    p99Ms: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit],
  };
}

async function autocannon(url, seconds) {
  const program = createRequire(import.meta.url).resolve('autocannon');
  const said = JSON.parse(await output(process.execPath, [program, '-c', '50', '-d', String(seconds), '-j', url]));
  return {
    requests: said.requests.total,
    seconds: said.duration,
    failed: said.errors + said.non2xx,
    p99Ms: said.latency.p99,
  };
}

async function output(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text;
}
