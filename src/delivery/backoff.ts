const BASE_MS = 200;
const CAP_MS = 5_000;

/**
 * Exponential backoff with full jitter: anywhere between nothing and 200 ms, 400 ms, ... 5 s. The cap is low because a
 * destination in trouble is asked by one probe at a time, and its backlog shall go out soon after it is back.
 */
export function backoffMs(failures: number, random: () => number, capMs = CAP_MS): number {
  return random() * Math.min(capMs, BASE_MS * 2 ** Math.min(failures - 1, 20));
}
