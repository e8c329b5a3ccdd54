// Owns: `npm run doctor`: whether data would arrive at each destination that is on, and where not, what to do.
// Does not: deliver, retry or keep anything; each destination's own room says how it is spoken to.
// May be imported by nobody; src/doctor/doctor.ts runs as a process of its own.
export { examine } from './examine.js';
export type { Finding } from './finding.js';
