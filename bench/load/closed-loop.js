import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { outputOf } from './output-of.js';

const WRK = spawnSync('wrk', ['--version']).error === undefined;
const CONNECTIONS = '50';

export const closedLoopTool = WRK ? 'wrk' : 'autocannon';

/** 50 connections, each asking again when it is answered: requests answered, how many failed, p99, and how long it took. */
export async function closedLoop(url, seconds) {
  return WRK ? wrk(url, seconds) : autocannon(url, seconds);
}

async function wrk(url, seconds) {
  const text = await outputOf('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', url]);
  const [, requests, took] = /(\d+) requests in ([\d.]+)(?:s|m)/.exec(text);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text);
  const failed = [...text.matchAll(/(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)/g)];
  return {
    requests: Number(requests),
    seconds: seconds >= 60 ? seconds : Number(took),
    failed: failed.reduce((sum, [, count]) => sum + Number(count), 0),
    p99Ms: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit],
  };
}

async function autocannon(url, seconds) {
  const program = createRequire(import.meta.url).resolve('autocannon');
  const text = await outputOf(process.execPath, [program, '-c', CONNECTIONS, '-d', String(seconds), '-j', url]);
  const said = JSON.parse(text);
  return {
    requests: said.requests.total,
    seconds: said.duration,
    failed: said.errors + said.non2xx,
    p99Ms: said.latency.p99,
  };
}
