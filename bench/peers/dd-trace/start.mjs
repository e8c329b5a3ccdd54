// https://docs.datadoghq.com/tracing/trace_collection/automatic_instrumentation/dd_libraries/nodejs/: for ES modules.
await import('dd-trace/initialize.mjs');
