import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outDir = `${root}console/dist/.bench-${process.pid}`;

/** The store as the console's build makes it, without the console around it. */
export async function buildStore() {
  const entries = {
    store: 'console/server/store/open-span-store.ts',
    query: 'console/server/query/read-query-spec.ts',
  };
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, root + path]));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: true, target: 'node20', outDir, rollupOptions: { input } },
  });
  try {
    return { ...(await import(`${outDir}/store.js`)), ...(await import(`${outDir}/query.js`)) };
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
