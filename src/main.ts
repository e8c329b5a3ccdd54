import module from 'node:module';

// Compiled code is kept between starts where Node can (22.8 and later); every import after this line profits.
const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
enableCompileCache?.();

const { startInstrumentation } = await import('./instrumentation.js');
const sdk = startInstrumentation();
const { bootstrap } = await import('./bootstrap.js');
await bootstrap(sdk);
