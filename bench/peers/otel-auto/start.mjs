// https://opentelemetry.io/docs/zero-code/js/, with the loader hook that ES modules need; @Span of nestjs-otel.
import { register } from 'node:module';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
await import('@opentelemetry/auto-instrumentations-node/register');
globalThis[Symbol.for('cruddur.bench.peer')] = { decorator: 'nestjs-otel' };
