// Owns: how HTTP behaves, whatever the route: paths, methods, CORS, headers, bodies, limits, listening, and the pages about the API.
// Does not: know any route, render errors (src/errors) or trace requests (src/tracing).
// May be imported by the rooms that have routes, for `Describe`, and by main.
export { configureHttp } from './configure-http.js';
export { createExpressAdapter } from './create-express-adapter.js';
export { createDocs } from './docs/create-docs.js';
export { Describe, type JsonSchema, type OperationDescription } from './docs/describe.decorator.js';
export { errorAnswer } from './docs/error-answer.js';
export { jsonAnswer } from './docs/json-answer.js';
export { httpConfig, type HttpConfig } from './http.config.js';
export { HttpModule } from './http.module.js';
export { limitServer, SERVER_LIMITS } from './limit-server.js';
export { listen } from './listen.js';
