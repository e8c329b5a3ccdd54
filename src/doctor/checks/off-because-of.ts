import type { Outcome } from '../finding.js';
import type { Surroundings } from '../surroundings.config.js';

/** Off, by the variable that would turn it on; with those that were set in vain. */
export function offBecauseOf(variable: string, surroundings: Surroundings, companions: readonly string[]): Outcome {
  const inVain = companions.filter((companion) => surroundings.environment[companion] !== undefined);
  const notes = inVain.map((companion) => `${companion} is set, and does nothing without ${variable}`);
  return { state: 'off', because: `${variable} turns it on`, notes };
}
