// Owns: what is secret, by name and by look, and the one pass that takes it out of everything that leaves the process.
// Does not: decide where it is applied; the fan-out of spans, the log format and the error report do that.
// May be imported by tracing, errors, logging and the doctor.
import { Redactor } from './redactor.js';

export type { AttributeRule } from './attribute-rules.js';
export { redactionConfig } from './redaction.config.js';
export { Redactor, type RedactorOptions } from './redactor.js';

/** The process's redactor, configured once at boot. */
export const redactor = new Redactor();
