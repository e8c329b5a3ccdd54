// Owns: X-Ray's own OTLP endpoint of the region: its variables, the signature of each request, what its answers mean.
// Does not: encode, wait, retry or count; it is one more destination of the otlp room's list, over the same bytes.
// May be imported by app.module, and by the doctor.
export { meaningOfAnswer } from './meaning-of-answer.js';
export { RequestSigner } from './request-signer.js';
export { xrayOtlpConfig, type XRayOtlpConfig } from './xray-otlp.config.js';
export { XRayOtlpModule } from './xray-otlp.module.js';
