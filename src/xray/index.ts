// Owns: AWS X-Ray: which traces it gets, spans as segment documents, the datagrams to its daemon, its group and rule.
// Does not: retry, keep accounts or shut down (delivery does), nor make spans or redact them (tracing does).
// May be imported by app.module.ts, and by the doctor; the console has a door of its own, translation/index.ts.
export { describeEndpoint, type Endpoint } from './daemon-address.js';
export { sendProbeSegment } from './probe-segment.js';
export { xrayConfig } from './xray.config.js';
export { XRayModule } from './xray.module.js';
