// npm run bench: what tracing costs a request, as a ratio to the bare application measured in the same round.
// Options: --rounds N (5), --seconds N (10), --json. Speaks to 127.0.0.1 only and ends by itself.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from './load.js';
import { freePort, startNode, untilAnswers, usage } from './server-process.js';
import { variants } from './variants.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!existsSync('dist/main.js')) throw new Error('dist/main.js is missing: npm run build');

const PATH = '/api/activities/home';
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

const sink = startNode('bench/sink.js', {}, { stdout: 'pipe', cpu: 1 });
const [said] = await once(sink.stdout, 'data');
const ports = JSON.parse(String(said));
const measured = new Map(variants(ports).map(({ name }) => [name, []]));

for (let round = 0; round < rounds; round += 1) {
  for (const variant of variants(ports)) measured.get(variant.name).push(await measure(variant));
  process.stderr.write(`round ${round + 1} of ${rounds}\n`);
}
sink.kill();
report();

async function measure({ file, environment }) {
  const port = await freePort();
  const startedAt = performance.now();
  const app = startNode(file, { ...environment, PORT: String(port), HOST: '127.0.0.1' }, { cpu: 0 });
  const url = `http://127.0.0.1:${port}${PATH}`;
  const startMs = await untilAnswers(url, startedAt);
  await load(url, Math.min(3, seconds));
  await counts();
  const before = usage(app.pid);
  const loaded = await load(url, seconds);
  const after = usage(app.pid);
  app.kill('SIGTERM');
  await once(app, 'exit');
  const cpuUs = before && ((after.cpuSeconds - before.cpuSeconds) * 1e6) / loaded.requests;
  return {
    ...loaded,
    rate: loaded.requests / loaded.seconds,
    cpuUs,
    rssMiB: after?.rssMiB,
    startMs,
    sink: await counts(),
  };
}

/** What has arrived at the sink since the last question. */
async function counts() {
  return (await fetch(`http://127.0.0.1:${ports.http}/counts`)).json();
}

function report() {
  const bare = measured.get('bare');
  const rows = [...measured].map(([variant, runs]) => {
    const ratios = runs.map(({ rate }, round) => rate / bare[round].rate);
    const middle = (pick) => median(runs.map(pick));
    const spansARequest = middle(({ sink: { spans }, requests }) => spans / requests);
    return {
      variant,
      'x bare': median(ratios).toFixed(3),
      spread: `${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)}`,
      'req/s': Math.round(middle(({ rate }) => rate)),
      'CPU us/req': middle(({ cpuUs }) => cpuUs)?.toFixed(1),
      'added us/req': median(runs.map(({ cpuUs }, round) => cpuUs - bare[round].cpuUs))?.toFixed(1),
      'p99 ms': middle(({ p99Ms }) => p99Ms).toFixed(1),
      'RSS MiB': Math.round(middle(({ rssMiB }) => rssMiB)),
      'start ms': Math.round(middle(({ startMs }) => startMs)),
      // Above 2 a request: what the warm-up left in the queue is delivered while it is counted.
      'spans/req at sink': spansARequest.toFixed(2),
      failed: runs.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
  if (values.json) console.log(JSON.stringify({ node: process.version, rounds, seconds, rows }, null, 2));
  else console.table(rows);
}
