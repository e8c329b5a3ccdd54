// How many spans a second the console takes in over OTLP, answered when they are safe: npm run bench:console [-- spans/s seconds]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { traceBody } from './trace-body.js';

const [rate, seconds] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 20)];
const SPANS_A_REQUEST = 500;

const folder = mkdtempSync(join(tmpdir(), 'cruddur-bench-'));
const child = spawn(process.execPath, ['console/dist/server/main.js'], {
  env: { PATH: process.env.PATH, CONSOLE_PORT: '0', CONSOLE_DATA_DIR: folder },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await firstUrl(child.stdout);
const agent = new Agent({ keepAlive: true, maxSockets: 10 });
const latencies = [];
let taken = 0;
let refused = 0;

const started = cpuSeconds(child.pid);
const began = performance.now();
const sent = [];
for (let index = 0; index * SPANS_A_REQUEST < rate * seconds; index += 1) {
  const due = began + ((index * SPANS_A_REQUEST) / rate) * 1000;
  if (due > performance.now()) await pause(due - performance.now());
  sent.push(send(traceBody(SPANS_A_REQUEST, index)));
}
await Promise.all(sent);
const took = (performance.now() - began) / 1000;

latencies.sort((one, other) => one - other);
const at = (share) => Math.round(latencies[Math.floor((latencies.length - 1) * share)]);
console.log(`asked for ${rate} spans/s during ${seconds} s, ${SPANS_A_REQUEST} a request, Node ${process.version}`);
console.log(
  `taken: ${taken} spans in ${took.toFixed(1)} s = ${Math.round(taken / took)} spans/s; refused requests: ${refused}`,
);
console.log(`answered, which is when they survive kill -9: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);

const cpu = cpuSeconds(child.pid) - started;
console.log(`the console's processor time: ${cpu.toFixed(1)} s, ${Math.round(taken / cpu)} spans a second of it`);

agent.destroy();
child.kill();
await once(child, 'close');
rmSync(folder, { recursive: true, force: true });

async function send(body) {
  const from = performance.now();
  const headers = { 'Content-Type': 'application/x-protobuf', 'Content-Length': body.length };
  const asked = request(`${url}/v1/traces`, { method: 'POST', headers, agent });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode === 200) taken += SPANS_A_REQUEST;
  else refused += 1;
  latencies.push(performance.now() - from);
}

/** Linux counts it in hundredths of a second. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function firstUrl(stream) {
  for await (const line of createInterface({ input: stream })) {
    const found = /listening on (\S+)/.exec(line);
    if (found) return found[1];
  }
  throw new Error('the console did not start');
}
