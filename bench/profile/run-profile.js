import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closedLoop } from '../load/closed-loop.js';
import { warmUp } from '../load/warm-up.js';
import { HOME } from '../measure.js';
import { nodeVersion } from '../node-version.js';
import { startServer } from '../server/server-process.js';
import { table } from '../report/table.js';
import { selfTimes } from './self-times.js';

const TOP = 25;

/** One run of each variant under --cpu-prof; what is printed is of the load alone, the start and the warm-up are left out. */
export async function profile({ variants, node, cores, seconds, profileFolder }) {
  const folder = resolve(profileFolder);
  mkdirSync(folder, { recursive: true });
  const data = [];
  const texts = [];
  for (const variant of variants) {
    const file = join(folder, `${nodeVersion(node)}-${variant.name.replaceAll(/[^\w]+/g, '-')}.cpuprofile`);
    const { requests, from, to } = await record(variant, { node, cores, seconds, folder, file });
    const times = selfTimes(JSON.parse(readFileSync(file, 'utf8')), from, to, requests);
    data.push({ variant: variant.name, file, requests, ...times });
    texts.push(`${variant.name}: ${file}`, table(times.rooms), '', table(times.functions.slice(0, TOP)), '');
  }
  return { data, text: texts.join('\n') };
}

async function record(variant, { node, cores, seconds, folder, file }) {
  const before = new Set(readdirSync(folder));
  const nodeArguments = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];
  const server = await startServer({ ...variant, node, nodeArguments, cores, path: HOME });
  await warmUp(server.url);
  const from = process.hrtime.bigint() / 1_000n;
  const { requests } = await closedLoop(server.url, seconds);
  const to = process.hrtime.bigint() / 1_000n;
  await server.stop();
  const written = readdirSync(folder).find((name) => !before.has(name) && name.startsWith('CPU.'));
  if (written === undefined) throw new Error(`${variant.name} left no profile in ${folder}`);
  renameSync(join(folder, written), file);
  return { requests, from: Number(from), to: Number(to) };
}
