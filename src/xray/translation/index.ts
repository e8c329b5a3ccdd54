// Owns: the translation of ended spans into AWS X-Ray's segment documents: pure functions, nothing is sent or kept here.
// Does not: know Nest, the environment, the daemon, or how large a datagram may be.
// May be imported by src/xray and by the console.
export { DEFAULT_ANNOTATIONS, type TranslationOptions } from './translation-options.js';
export type { Segment, SegmentDocument } from './segment-document.js';
export { buildSegmentTrees, type SegmentTree } from './segment-trees.js';
export { identityOf, toSegmentDocuments } from './to-segment-documents.js';
export { nameForXRay } from './segment-name.js';
export { ResourceBlocks } from './resource-blocks.js';
export { toXRayTraceId } from './xray-trace-id.js';
