// The application with every destination module left out and no SDK: what each variant is compared with.
import module from 'node:module';

module.enableCompileCache?.();
const { loadEnvironment } = await import('../dist/config/index.js');
loadEnvironment(process.env, '/dev/null');
const { bootstrap } = await import('../dist/bootstrap.js');
await bootstrap({ shutdown: async () => undefined }, []);
