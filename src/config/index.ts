// Owns: the environment and `.env`, and the way a room turns its variables into typed options.
// Does not: know any room's variables but the service's own name, version and mode.
// May be imported by every room that has variables.
export { ConfigError } from './config-error.js';
export { defineConfig, type ConfigOf } from './define-config.js';
export { loadEnvironment, type Environment } from './environment.js';
export { packageVersion } from './package-version.js';
export { serviceConfig, type Mode, type ServiceConfig } from './service.config.js';
export { flag, httpUrl, port, positiveInteger } from './variables.js';
