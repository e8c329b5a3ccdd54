import { closedLoop } from './closed-loop.js';

/** By then the engine has compiled what it will compile: until some 40,000 requests the cost of one still falls (Node 24). */
const ENOUGH = 50_000;
const SECONDS = 3;
const PATIENCE_SECONDS = 24;

/** Load until the cost of a request has settled: a busy machine takes longer for that. Requests answered and failed. */
export async function warmUp(url) {
  let requests = 0;
  let failed = 0;
  for (let left = PATIENCE_SECONDS; left > 0 && requests < ENOUGH; left -= SECONDS) {
    const load = await closedLoop(url, SECONDS);
    requests += load.requests;
    failed += load.failed;
  }
  return { requests, failed };
}
