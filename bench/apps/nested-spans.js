// The application, bare or with its destinations, and one route more: /bench/spans/N calls N methods under @Span.
import { enableCompileCache, fromDist } from './dist.js';

enableCompileCache?.();
const bare = process.env.BENCH_BARE === '1';
const sdk = bare ? await startNothing() : (await fromDist('instrumentation.js')).startInstrumentation();
const { bootstrap } = await fromDist('bootstrap.js');
const { AppModule } = await fromDist('app.module.js');
const { nestedSpansModule } = await import('./nested-spans.module.js');
await bootstrap(sdk, [...(bare ? [] : AppModule.with().imports), await nestedSpansModule()]);

async function startNothing() {
  const { loadEnvironment } = await fromDist('config/index.js');
  loadEnvironment(process.env, '/dev/null');
  return { shutdown: async () => undefined };
}
