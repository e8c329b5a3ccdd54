// npm run bench:micro: what the parts of a span's way cost, each alone: time by tinybench, and bytes allocated. Under both
// tracers, each in processes of its own. Options: --json, --dist DIR, --node PATH, --ms N (per part, 500).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeVersion } from '../node-version.js';
import { cachedNode } from '../peers/cache.js';
import { fixed } from '../report/numbers.js';
import { table } from '../report/table.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    dist: { type: 'string', default: 'dist' },
    node: { type: 'string', default: existsSync(cachedNode) ? cachedNode : process.execPath },
    ms: { type: 'string', default: '500' },
  },
});
const CHILDREN = { time: 'time.js', bytes: 'bytes.js' };
/** So large a nursery that nothing is collected while bytes are counted. */
const NURSERY = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];

const rows = ['sdk', 'lean'].flatMap((tracer) => {
  const times = child(CHILDREN.time, tracer, []);
  const bytes = child(CHILDREN.bytes, tracer, NURSERY);
  return Object.entries(times)
    .filter(([, { either }]) => tracer === 'lean' || !either)
    .map(([part, { ns, spread, either }]) => ({ part, tracer: either ? 'either' : tracer, ns, spread, bytes: bytes[part] })); // prettier-ignore
});
if (values.json) console.log(JSON.stringify({ node: nodeVersion(values.node), rows }, null, 2));
else {
  console.log(`\nNode ${nodeVersion(values.node)}, medians; ± is the 99 % interval of the mean`);
  console.log(table(rows.map(readable)));
}

function child(file, tracer, flags) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', TELEMETRY_TRACER: tracer, BENCH_DIST: values.dist };
  const { status, stdout } = spawnSync(values.node, [...flags, path, values.ms], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${file} ended with ${status}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function readable({ part, tracer, ns, spread, bytes }) {
  return {
    part,
    tracer,
    'ns/op': fixed(ns, 0),
    '±': fixed(spread, 0),
    'bytes/op': fixed(bytes, 0),
  };
}
