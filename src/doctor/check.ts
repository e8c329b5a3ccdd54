import type { ClockWitnesses } from './clock-witnesses.js';
import type { Outcome } from './finding.js';
import type { ProbeSpan } from './probe-span.js';
import type { Surroundings } from './surroundings.config.js';

/** What every check is given. */
export interface Examination {
  readonly surroundings: Surroundings;
  readonly clock: ClockWitnesses;
  /** The one span, and its one trace id, that all destinations are sent. */
  readonly span: ProbeSpan;
  /** Aborts when the check's time is over. */
  readonly signal: AbortSignal;
}

/** How one destination is tried. */
export interface Check {
  readonly destination: string;
  /** The variables that it depends on, set or not. */
  readonly variables: readonly string[];
  /** @throws Diagnosis, ConfigError */
  run(examination: Examination): Promise<Outcome>;
}
