import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cachedNode } from './peers/cache.js';

export const USAGE = `npm run bench [-- options]
  --rounds N         rounds, each of every variant (5)
  --seconds N        of closed-loop load, and of open-loop load, a variant and round (10)
  --starts N         starts timed of each variant (5)
  --rate N           requests a second of the open loop (1000)
  --cores 1|2        cores of the server (1); the load and the sink have the others, or the last one
  --node PATH        the Node to run the server on, several allowed (this one, and Node 24 if bench/peers/install has been run)
  --variants A,B     only those whose name contains one of these; bare is always there
  --dist DIR         a build to measure (dist)
  --json             JSON instead of the table
  --profile [DIR]    one run of each variant with --cpu-prof, and its top self times
  --heap             heap growth over many requests (--requests N, 1000000), and what a request allocates
  --spans            what a span costs at 1 to 50 spans a request
  --idle             how often a service wakes that nobody asks anything, and the CPU that it takes`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    starts: { type: 'string', default: '5' },
    rate: { type: 'string', default: '1000' },
    cores: { type: 'string', default: '1' },
    node: { type: 'string', multiple: true },
    variants: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
    requests: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    heap: { type: 'boolean', default: false },
    spans: { type: 'boolean', default: false },
    idle: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** What was asked for on the command line. */
export const options = {
  ...values,
  rounds: positive('rounds'),
  seconds: positive('seconds'),
  starts: Number(values.starts),
  rate: Number(values.rate),
  cores: positive('cores'),
  requests: positive('requests'),
  nodes: values.node ?? defaultNodes(),
  variants: values.variants.split(',').filter(Boolean),
  profileFolder: positionals[0] ?? join(tmpdir(), 'cruddur-bench-profiles'),
};

function positive(name) {
  const number = Number(values[name]);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}

/** Speed is stated for Node 24, so that one comes first where it is to be had. */
function defaultNodes() {
  const running = process.execPath;
  const isLatest = Number(process.versions.node.split('.')[0]) >= 24;
  return !isLatest && existsSync(cachedNode) ? [cachedNode, running] : [running];
}
