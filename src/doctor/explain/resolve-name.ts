import { lookup } from 'node:dns/promises';
import { explainNetwork } from './explain-network.js';
import { Diagnosis } from '../diagnosis.js';
import { adviceOnUnknownName } from './where-it-runs.js';
import type { Target } from './target.js';

/** Some resolvers try for longer than a check may take. */
const PATIENCE_MS = 4_000;

/** Asks for the address first, so that a name without one is told from a place that does not answer. @throws Diagnosis */
export async function resolveName(target: Target): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const silence = () =>
      reject(new Diagnosis(`${target.host} does not resolve: no name server answers`, adviceOnUnknownName(target)));
    timer = setTimeout(silence, PATIENCE_MS);
  });
  try {
    await Promise.race([lookup(target.host), late]);
  } catch (error) {
    throw error instanceof Diagnosis ? error : (explainNetwork(error, target) ?? error);
  } finally {
    clearTimeout(timer);
  }
}
