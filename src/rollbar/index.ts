// Owns: errors as Rollbar's items, their way to Rollbar, and the two routes by which a person sees one arrive.
// Does not: decide what is an error worth a report (src/errors), nor retry or keep anything (src/delivery).
// May be imported by app.module, and by the doctor.
export { postProbeItem } from './probe-item.js';
export { rollbarConfig, type RollbarConfig } from './rollbar.config.js';
export { RollbarModule } from './rollbar.module.js';
