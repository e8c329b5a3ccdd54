// Owns: log lines to CloudWatch Logs, their group and stream; winston-cloudwatch and the AWS client for it.
// Does not: make lines, nor send them itself: a line's JSON goes to its DeliveryQueue.
// May be imported by app.module, and by the doctor.
export { cloudWatchConfig, type CloudWatchConfig } from './cloudwatch.config.js';
export { CloudWatchModule } from './cloudwatch.module.js';
export { FailedCall } from './failed-call.js';
export { outcomeOfFailedCall } from './outcome-of-failed-call.js';
export { putProbeEvent } from './probe-event.js';
