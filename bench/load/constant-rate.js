// node constant-rate.js URL SECONDS RATE: an open loop. Every request is sent at its time, on a new connection where all are
// busy, so a server that stalls delays no later question and hides nothing (coordinated omission): nothing waits for the server, and
// the time counts from the sending. autocannon's -R is no use here: it sends a second's requests in one burst, and wrk2 is seldom there.
import { Agent, get } from 'node:http';
import { percentile } from '../statistics.js';

const [, , url, seconds, rate] = process.argv;
const total = Number(seconds) * Number(rate);
const gapMs = 1_000 / Number(rate);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity });
const tookMs = [];
const lateMs = [];
let sent = 0;
let failed = 0;
const startsAt = performance.now() + 50;

sendWhatIsDue();

function sendWhatIsDue() {
  const now = performance.now();
  for (; sent < total && startsAt + sent * gapMs <= now; sent += 1) send(startsAt + sent * gapMs);
  if (sent < total) setTimeout(sendWhatIsDue, Math.max(0, startsAt + sent * gapMs - performance.now()));
}

function send(dueAt) {
  // A timer of Node is up to a millisecond late; that is the generator's and said apart, not the server's.
  const sentAt = performance.now();
  lateMs.push(sentAt - dueAt);
  get(url, { agent }, (response) => {
    response.resume().once('end', () => {
      if (response.statusCode >= 400) failed += 1;
      settle(performance.now() - sentAt);
    });
  }).once('error', () => {
    failed += 1;
    settle(undefined);
  });
}

function settle(took) {
  tookMs.push(took);
  if (tookMs.length < total) return;
  agent.destroy();
  const answered = tookMs.filter((ms) => ms !== undefined);
  const said = {
    requests: answered.length,
    failed,
    p50Ms: percentile(answered, 0.5),
    p99Ms: percentile(answered, 0.99),
    generatorLateP99Ms: percentile(lateMs, 0.99),
  };
  process.stdout.write(JSON.stringify(said));
}
