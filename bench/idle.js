import { setTimeout as pause } from 'node:timers/promises';
import { HOME } from './measure.js';
import { nodeVersion } from './node-version.js';
import { fixed } from './report/numbers.js';
import { table } from './report/table.js';
import { startServer } from './server/server-process.js';
import { wakeUpsOf } from './server/usage.js';

/** What loads after the start is loaded, and the first request's spans are delivered. */
const SETTLED_MS = 8_000;
const QUIET_SECONDS = 20;

/** What a service costs that nobody asks anything: how often it wakes, and the CPU time that it takes. */
export async function measureIdle({ variants, node, cores }) {
  const rows = [];
  for (const variant of variants) {
    rows.push({ variant: variant.name, ...(await idleOf({ ...variant, node, cores, path: HOME })) });
    process.stderr.write(`${variant.name}: done\n`);
  }
  const data = { node: nodeVersion(node), seconds: QUIET_SECONDS, rows };
  return { data, text: `Node ${data.node}: idle for ${QUIET_SECONDS} s\n${table(rows.map(rowOf))}` };
}

async function idleOf(start) {
  const server = await startServer(start);
  await pause(SETTLED_MS);
  const before = { ...server.usage(), wakeUps: wakeUpsOf(server.child.pid) };
  await pause(QUIET_SECONDS * 1_000);
  const after = { ...server.usage(), wakeUps: wakeUpsOf(server.child.pid) };
  await server.stop();
  if (before.wakeUps === undefined) throw new Error('--idle reads /proc, which is not here');
  return {
    wakeUpsPerSecond: (after.wakeUps - before.wakeUps) / QUIET_SECONDS,
    cpuPercent: (100 * (after.cpuSeconds - before.cpuSeconds)) / QUIET_SECONDS,
    rssMiB: after.rssMiB,
  };
}

function rowOf({ variant, wakeUpsPerSecond, cpuPercent, rssMiB }) {
  return {
    variant,
    'wake-ups/s': fixed(wakeUpsPerSecond, 1),
    '% of a core': fixed(cpuPercent, 2),
    'RSS MiB': fixed(rssMiB, 0),
  };
}
