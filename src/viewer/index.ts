// Owns: who is signed in.
// Does not: authenticate anybody yet: there is one user. To change that, replace the ViewerService provider.
// May be imported by tracing and by the features.
export type { Viewer } from './viewer.js';
export { ViewerModule } from './viewer.module.js';
export { ViewerService } from './viewer.service.js';
