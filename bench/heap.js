import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { closedLoop } from './load/closed-loop.js';
import { HOME } from './measure.js';
import { nodeVersion } from './node-version.js';
import { allocatedMiB } from './report/allocated.js';
import { fixed } from './report/numbers.js';
import { table } from './report/table.js';
import { startServer } from './server/server-process.js';
import { slope } from './statistics.js';

const PROBE = fileURLToPath(new URL('server/heap-probe.cjs', import.meta.url));
const MIB = 1024 ** 2;
/** So long after the load nothing waits for company in a queue any more. */
const QUIET_MS = 2_500;
const ANSWER_MS = 60_000;

/**
 * Heap after a full collection, over many requests: the slope is what would grow for ever. What a request allocates is
 * summed from the collections that --trace-gc tells of.
 */
export async function measureHeap({ variants, node, cores, seconds, requests }) {
  const rows = [];
  for (const variant of variants) {
    rows.push(await heapOf(variant, { node, cores, seconds, requests }));
    process.stderr.write(`${variant.name}: done\n`);
  }
  const data = { node: nodeVersion(node), requests, rows };
  return { data, text: `Node ${data.node}: heap over ${requests} requests\n${table(rows.map(rowOf))}` };
}

function rowOf({ variant, points, growthMiB, allocatedKiB, rssMiB }) {
  return {
    variant,
    'first MiB': fixed(points[0][1], 1),
    'last MiB': fixed(points.at(-1)[1], 1),
    'growth MiB/100 k': fixed(growthMiB, 3),
    'allocated KiB/req': fixed(allocatedKiB, 2),
    'RSS MiB': fixed(rssMiB, 0),
  };
}

async function heapOf(variant, { node, cores, seconds, requests }) {
  const nodeArguments = ['--expose-gc', '--trace-gc', '--require', PROBE];
  const server = await startServer({ ...variant, node, nodeArguments, cores, path: HOME, channel: true });
  const warm = await loadAndCollect(server, seconds); // code, caches and pools
  const points = [];
  let answered = 0;
  let last;
  do {
    last = await loadAndCollect(server, seconds);
    answered += last.requests;
    points.push([answered / 100_000, last.heapUsed / MIB]);
  } while (answered < requests);
  const { output } = await server.stop();
  return {
    variant: variant.name,
    points,
    growthMiB: points.length > 1 ? slope(points) : undefined,
    allocatedKiB: (allocatedMiB(output) * 1024) / (warm.requests + answered),
    rssMiB: last.rss / MIB,
  };
}

async function loadAndCollect({ url, child }, seconds) {
  const { requests } = await closedLoop(url, seconds);
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const heap = once(child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
  child.send('heap');
  const [memory] = await heap;
  return { requests, ...memory };
}
