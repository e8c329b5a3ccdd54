import { fileURLToPath } from 'node:url';
import { outputOf } from './output-of.js';

const GENERATOR = fileURLToPath(new URL('constant-rate.js', import.meta.url));

/** `rate` requests a second, sent at their time whatever the server does: answered, failed, p50 and p99. */
export async function openLoop(url, seconds, rate) {
  return JSON.parse(await outputOf(process.execPath, [GENERATOR, url, String(seconds), String(rate)]));
}
