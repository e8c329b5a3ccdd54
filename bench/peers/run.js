// npm run bench:peers: the work of GET /api/activities/home under other tracing set-ups, each installed by bench/peers/install
// in a folder of its own and in its documented configuration, all pointed at the local sink, in the same rounds as ours.
// Options: --rounds N (5), --seconds N (10), --peers A,B (folders), --dist DIR, --json. Node 24.
import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeVersion } from '../node-version.js';
import { peerComparison } from '../report/peer-comparison.js';
import { coreLayout, stayOn } from '../server/cores.js';
import { startSink } from '../sink/start-sink.js';
import { variants } from '../variants.js';
import { cachedNode, peersFolder } from './cache.js';
import { measurePeer, spansOfARequest } from './measure-peer.js';
import { peers } from './peers.js';
import { startTlsFront } from './tls-front.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    peers: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
    json: { type: 'boolean', default: false },
  },
});
if (!existsSync(`${values.dist}/main.js`)) throw new Error(`${values.dist}/main.js is missing: npm run build`);
if (!existsSync(cachedNode)) throw new Error(`${cachedNode} is missing: bench/peers/install`);

const cores = coreLayout(1);
stayOn(cores.load);
const sink = await startSink();
const tls = await startTlsFront(sink.ports.http);
const ports = { ...sink.ports, tls: tls?.port, certificate: tls?.certificate };
const setting = { node: cachedNode, cores: cores.server, sink, seconds: Number(values.seconds) };

try {
  const measured = [...ours(), ...peers.filter(isWanted).map(variantOf)].map((variant) => ({ variant, runs: [] }));
  for (const one of measured) if (!one.variant.missing) await calibrate(one);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { variant, runs, failure, spansARequest } of measured) {
      if (!variant.missing && !failure) runs.push(await measurePeer(variant, setting, spansARequest));
    }
    process.stderr.write(`round ${round + 1} of ${values.rounds}\n`);
  }
  const { data, text } = peerComparison(measured, {
    node: nodeVersion(cachedNode),
    rounds: values.rounds,
    seconds: values.seconds,
  });
  console.log(values.json ? JSON.stringify(data, null, 2) : `\n${text}`);
} finally {
  tls?.stop();
  sink.stop();
}

async function calibrate(one) {
  try {
    one.spansARequest = await spansOfARequest(one.variant, setting);
  } catch (error) {
    one.failure = error.message.split('\n').slice(0, 12).join(' ');
  }
}

function ours() {
  const wanted = ['bare', 'traces (lean)', 'traces (sdk)', 'all four, X-Ray 100 % (lean)'];
  return variants(ports, values.dist)
    .filter(({ name }) => wanted.includes(name))
    .map((variant) => ({ ...variant, name: variant.name === 'bare' ? 'bare' : `this project: ${variant.name}`, unit: 'spans' })); // prettier-ignore
}

function isWanted({ folder }) {
  return values.peers === '' || values.peers.split(',').includes(folder);
}

/** Its start file is copied to where its packages are, so that it reads as its documentation has it. */
function variantOf(peer) {
  const folder = join(peersFolder, peer.folder);
  const start = join(folder, 'start.mjs');
  if (!existsSync(join(folder, '.installed'))) return { ...peer, missing: 'not installed: bench/peers/install' };
  if (peer.needsTls && tls === undefined) return { ...peer, missing: 'its agent speaks TLS alone, and there is no openssl to make a certificate with' }; // prettier-ignore
  copyFileSync(resolve('bench/peers', peer.folder, 'start.mjs'), start);
  return {
    ...peer,
    file: 'bench/peers/app.js',
    nodeArguments: ['--import', pathToFileURL(start).href],
    environment: { LOG_LEVEL: 'warn', BENCH_DIST: values.dist, ...peer.environment(ports) },
  };
}
