import { closedLoop } from './load/closed-loop.js';
import { openLoop } from './load/open-loop.js';
import { warmUp } from './load/warm-up.js';
import { startServer } from './server/server-process.js';
import { workOf } from './server/usage.js';

export const HOME = '/api/activities/home';
const SPANS_A_REQUEST = 2;

/** One variant in one round: a process of its own, warmed up, then under closed-loop and open-loop load, then ended. */
export async function measure(variant, { node, cores, seconds, rate, sink }) {
  const server = await startServer({ ...variant, node, cores, path: HOME });
  await sink.counts();
  const warm = await warmUp(server.url);
  const before = server.usage();
  const workBefore = workOf(cores);
  const closed = await closedLoop(server.url, seconds);
  const after = server.usage();
  const workAfter = workOf(cores);
  const open = rate > 0 ? await openLoop(server.url, seconds, rate) : undefined;
  const { accounts } = await server.stop();
  const arrived = await sink.counts();
  const answered = 1 + warm.requests + closed.requests + (open?.requests ?? 0);
  return {
    rate: closed.requests / closed.seconds,
    failed: warm.failed + closed.failed + (open?.failed ?? 0),
    cpuUs: before && ((after.cpuSeconds - before.cpuSeconds) * 1e6) / closed.requests,
    othersShare: before && (workAfter - workBefore - (after.cpuSeconds - before.cpuSeconds)) / closed.seconds,
    p99Ms: closed.p99Ms,
    openP50Ms: open?.p50Ms,
    openP99Ms: open?.p99Ms,
    rssMiB: after?.rssMiB,
    answered,
    arrived,
    accounts,
    delivered: deliveredShare(arrived.spans ?? 0, countedBy(accounts), answered),
  };
}

/** Whose spans the sink counts: the console's where there is one. */
export const countedBy = (accounts) => accounts?.console ?? accounts?.otlp;

/**
 * Spans at the sink against those the service says it recorded, or against what the answered requests must have made where
 * that is more (what answers the load tool no longer counts, its last fifty, only makes the recorded ones more).
 */
function deliveredShare(spans, counted, answered) {
  if (counted === undefined) return undefined;
  return spans / Math.max(counted.recorded, answered * SPANS_A_REQUEST);
}

/** How long a start takes, to the first answer. */
export async function timeStart(variant, { node, cores }) {
  const server = await startServer({ ...variant, node, cores, path: HOME });
  await server.stop();
  return server.startMs;
}
