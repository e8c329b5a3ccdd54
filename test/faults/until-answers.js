import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 60_000;
const ASK_EVERY_MS = 10;

/** Waits until `url` is answered with 200. @throws (rejects) where it is not within a minute */
export async function untilAnswers(url) {
  const startedAt = performance.now();
  while (!(await answers(url))) {
    if (performance.now() - startedAt > LIMIT_MS) throw new Error(`${url} does not answer`);
    await sleep(ASK_EVERY_MS);
  }
}

async function answers(url) {
  try {
    const response = await fetch(url);
    await response.text();
    return response.ok;
  } catch {
    return false; // nobody listens yet
  }
}
