// The application with every destination module left out and no SDK: what each variant is compared with.
import { enableCompileCache, fromDist } from './dist.js';

enableCompileCache?.();
const { loadEnvironment } = await fromDist('config/index.js');
loadEnvironment(process.env, '/dev/null');
const { bootstrap } = await fromDist('bootstrap.js');
await bootstrap({ shutdown: async () => undefined }, []);
