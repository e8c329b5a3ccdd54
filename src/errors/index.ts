// Owns: what a failed request is answered, and the one report of each failure to whatever destinations there are.
// Does not: know a destination of errors, nor decide what a log line looks like; destinations attach to the ErrorReporter.
// May be imported by the destinations of errors, by app.module and by main.
export { errorContext } from './error-context.js';
export { ErrorReporter } from './error-reporter.js';
export type { ErrorContext, ErrorRequest, ErrorSink } from './error-sink.js';
export { errorSnapshot, type ErrorSnapshot } from './error-snapshot.js';
export { ErrorsModule } from './errors.module.js';
export { ExceptionFilter } from './exception.filter.js';
