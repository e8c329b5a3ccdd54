// What every peer is measured on: the bare application. A peer may add Nest modules, and put a decorator of its own in the
// place of @Span; it says so by `globalThis[Symbol.for('cruddur.bench.peer')]`, in a file that is imported before this one.
import { registerHooks } from 'node:module';
import { enableCompileCache, fromDist } from '../apps/dist.js';

const { decorator, modules = () => [] } = globalThis[Symbol.for('cruddur.bench.peer')] ?? {};

enableCompileCache?.();
if (decorator !== undefined) {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.endsWith('/span.decorator.js')
        ? next(decorator, { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  });
}
const { loadEnvironment } = await fromDist('config/index.js');
loadEnvironment(process.env, '/dev/null');
const { bootstrap } = await fromDist('bootstrap.js');
await bootstrap({ shutdown: async () => undefined }, await modules());
