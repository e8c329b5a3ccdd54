import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/**
 * Compiles the application once for the tests that start it as a process, beside `dist/`, which may be in use; and the
 * console where it is stale. What is wrong with types is said but stops no test: that is `npm run typecheck`'s part.
 */
export default function buildApp() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', 'dist-test', '--incremental'];
  spawnSync(process.execPath, [tsc, ...options, '--tsBuildInfoFile', 'dist-test/.tsbuildinfo'], { stdio: 'inherit' });
  spawnSync(process.execPath, ['console/build.js'], { stdio: 'inherit' });
}
