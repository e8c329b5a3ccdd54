// npm run bench:store: what the console's store takes to be asked, with a million spans in it, at rest and while 5,000 spans a
// second arrive; and how fast it takes spans in. Options: --spans N, --rounds N, --json.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../report/table.js';
import { median, percentile } from '../statistics.js';
import { arrivals } from './arrivals.js';
import { buildStore } from './build-store.js';
import { SpanSource } from './span-source.js';
import { questions } from './questions.js';

const { values } = parseArgs({
  options: {
    spans: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
});
const SPANS = Number(values.spans);
const ROUNDS = Number(values.rounds);
const BATCH = 2000;
const WHILE_ARRIVING_MS = 80;

const { openSpanStore, readQuerySpec } = await buildStore();
const dataDir = mkdtempSync(join(tmpdir(), 'bench-store-'));
try {
  const store = await openSpanStore({ dataDir, say: (line) => console.error(line) });
  const source = new SpanSource();
  const spansPerSecond = await fill(store, source);
  const [{ bytes }] = (await store.runs()).runs;
  const rows = await ask(store, source, 'at rest', ({ goalMs }) => goalMs);
  const arriving = arrivals(store, source);
  rows.push(...(await ask(store, source, '5,000 spans/s arrive', () => WHILE_ARRIVING_MS)));
  const { perSecond, slowestMs } = await arriving.stop();
  await store.close();
  const taken = { spansPerSecond, megabytes: bytes / 1e6, arrivedPerSecond: perSecond, slowestAppendMs: slowestMs };
  if (values.json) console.log(JSON.stringify({ engine: store.engine, node: process.version, taken, rows }, null, 2));
  else print(store.engine, taken, rows);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Spans a second of appending alone, one batch after the other. */
async function fill(store, source) {
  let spent = 0;
  for (let done = 0; done < SPANS; done += BATCH) {
    const spans = source.take(Math.min(BATCH, SPANS - done));
    const began = performance.now();
    await store.append({ spans, logs: [] });
    spent += performance.now() - began;
  }
  return SPANS / (spent / 1000);
}

/** Every question in turn, so that what disturbs the machine for a moment disturbs them all. */
async function ask(store, source, when, goalOf) {
  const asked = questions({ source, readQuerySpec });
  const times = new Map(asked.map(({ name }) => [name, []]));
  for (const { run } of asked) await run(store);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, run } of asked) {
      const began = performance.now();
      await run(store);
      times.get(name).push(performance.now() - began);
    }
  }
  return asked.map((question) => {
    const taken = times.get(question.name);
    const p95 = percentile(taken, 0.95);
    const goalMs = goalOf(question);
    return { question: question.name, when, medianMs: median(taken), p95Ms: p95, goalMs, holds: p95 <= goalMs };
  });
}

function print(engine, taken, rows) {
  const count = SPANS.toLocaleString('en');
  console.log(
    `\n${engine}, Node ${process.version}, ${count} spans, ${ROUNDS} rounds, ${taken.megabytes.toFixed(0)} MB`,
  );
  console.log(`in: ${Math.round(taken.spansPerSecond).toLocaleString('en')} spans/s`);
  console.log(
    `arriving: ${Math.round(taken.arrivedPerSecond).toLocaleString('en')} spans/s, slowest append ${taken.slowestAppendMs.toFixed(0)} ms\n`,
  );
  console.log(
    table(
      rows.map(({ question, when, medianMs, p95Ms, goalMs, holds }) => ({
        question,
        when,
        'median ms': medianMs.toFixed(1),
        'p95 ms': p95Ms.toFixed(1),
        goal: `<= ${goalMs}`,
        holds: holds ? 'yes' : 'NO',
      })),
    ),
  );
}
