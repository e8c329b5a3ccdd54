// Owns: the way to the telemetry console, a process of its own: its variables, its start, the lease that keeps it, what it is sent.
// Does not: receive, keep or show telemetry (the folder console/ does), nor encode or queue it (otlp and delivery do).
// May be imported by app.module.ts and doctor.
export { consoleConfig } from './console.config.js';
export { ConsoleModule } from './console.module.js';
export { findConsole, type Found } from './find-console.js';
