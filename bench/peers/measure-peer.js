import { closedLoop } from '../load/closed-loop.js';
import { openLoop } from '../load/open-loop.js';
import { warmUp } from '../load/warm-up.js';
import { HOME } from '../measure.js';
import { startServer } from '../server/server-process.js';

const FEW = { seconds: 3, rate: 20 };

/** How many spans one request makes, found at a rate at which nobody drops any, after everything has been sent. */
export async function spansOfARequest(variant, setting) {
  const server = await startServer({ ...variant, ...setting, path: HOME });
  await pause(1);
  const { requests } = await openLoop(server.url, FEW.seconds, FEW.rate);
  const arrived = await settled(server, variant, setting);
  return arrived / (requests + 1);
}

/** One round under closed-loop load. */
export async function measurePeer(variant, { seconds, ...setting }, spansARequest) {
  const server = await startServer({ ...variant, ...setting, path: HOME });
  const warm = await warmUp(server.url);
  const before = server.usage();
  const closed = await closedLoop(server.url, seconds);
  const after = server.usage();
  const arrived = await settled(server, variant, setting);
  const answered = 1 + warm.requests + closed.requests;
  return {
    rate: closed.requests / closed.seconds,
    failed: warm.failed + closed.failed,
    cpuUs: before && ((after.cpuSeconds - before.cpuSeconds) * 1e6) / closed.requests,
    p99Ms: closed.p99Ms,
    rssMiB: after?.rssMiB,
    startMs: server.startMs,
    delivered: spansARequest > 0 ? Math.min(1, arrived / (answered * spansARequest)) : undefined,
  };
}

/** What has come to the sink once the peer has had its time to send all and has been ended. */
async function settled(server, { settleSeconds = 0, unit }, { sink }) {
  await pause(settleSeconds);
  await server.stop();
  return (await sink.counts())[unit] ?? 0;
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
