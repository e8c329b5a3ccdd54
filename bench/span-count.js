import { closedLoop } from './load/closed-loop.js';
import { warmUp } from './load/warm-up.js';
import { nodeVersion } from './node-version.js';
import { fixed } from './report/numbers.js';
import { table } from './report/table.js';
import { startServer } from './server/server-process.js';
import { median } from './statistics.js';

const COUNTS = [1, 2, 5, 10, 20, 50];
const FILE = 'bench/apps/nested-spans.js';

/**
 * Requests of 1 to 50 @Span calls, with their spans delivered by OTLP and on the bare application: is the cost a span flat?
 * What the server span costs is in the first line; from there on a span's cost is the growth over the line before.
 */
export async function measureSpans({ variants, node, cores, rounds, seconds, sink }) {
  const bare = { name: 'bare', environment: { ...variants[0].environment, BENCH_BARE: '1' } };
  const traced = variants.filter(({ name }) => name.startsWith('traces'));
  const results = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const count of COUNTS) {
      for (const { name, environment } of [bare, ...traced]) {
        const run = await cost(count, { file: FILE, environment, node, cores }, seconds, sink);
        const key = `${name} ${count}`;
        results.set(key, [...(results.get(key) ?? []), run]);
      }
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  const rows = traced.flatMap(({ name }) => rowsOf(name, results));
  const data = { node: nodeVersion(node), rounds, seconds, rows };
  return {
    data,
    text: `Node ${data.node}: spans a request, ${rounds} rounds of ${seconds} s\n${table(rows.map(readable))}`,
  };
}

async function cost(count, start, seconds, sink) {
  const server = await startServer({ ...start, path: `/bench/spans/${count}` });
  await warmUp(server.url);
  const before = server.usage();
  const { requests } = await closedLoop(server.url, seconds);
  const after = server.usage();
  const { accounts } = await server.stop();
  const { spans = 0 } = await sink.counts();
  if (before === undefined) throw new Error('--spans reads /proc, which is not here');
  return {
    cpuUs: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / requests,
    spans,
    recorded: accounts?.otlp?.recorded,
  };
}

const digits = (value) => (typeof value === 'number' && !Number.isInteger(value) ? fixed(value, 2) : value);

function readable(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, digits(value)]));
}

function rowsOf(name, results) {
  let last = { spans: 0, addedUs: 0 };
  return COUNTS.map((count) => {
    const bare = results.get(`bare ${count}`);
    const runs = results.get(`${name} ${count}`);
    const addedUs = median(runs.map(({ cpuUs }, round) => cpuUs - bare[round].cpuUs));
    const spans = count + 1;
    const row = {
      variant: name,
      'spans/req': spans,
      'added us/req': addedUs,
      'added us/span': addedUs / spans,
      'us for one more': (addedUs - last.addedUs) / (spans - last.spans),
      'delivered %': 100 * Math.min(...runs.map((run) => run.spans / run.recorded)),
    };
    last = { spans, addedUs };
    return row;
  });
}
