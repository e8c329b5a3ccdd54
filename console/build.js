// Builds what of the console is older than its sources: its server and its page, into console/dist. On the way to `npm start` it
// is only a convenience: what cannot be built is said in one line and the service starts without it; that something is built is said
// too, because it takes a while. With --strict, as in `npm run build`, what cannot be built is a failure.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const strict = process.argv.includes('--strict');

const parts = [
  {
    name: 'server',
    output: 'console/dist/server/main.js',
    sources: ['console/server', 'console/api', 'src/xray/translation', 'console/build.js', 'package.json'],
    config: (outDir) => ({
      configFile: false,
      build: { ssr: 'console/server/main.ts', target: 'node20', sourcemap: true, outDir },
    }),
  },
  {
    name: 'page',
    output: 'console/dist/page/index.html',
    sources: ['console/page', 'console/api', 'package.json'],
    config: (outDir) => ({ root: 'console/page', build: { outDir, emptyOutDir: true } }),
  },
];

process.chdir(root);
const stale = parts.filter((part) => existsSync(part.sources[0]) && isStale(part));
// Not to stdout, which may be read by a program.
if (stale.length > 0 && !strict)
  console.error(`console: building its ${stale.map(({ name }) => name).join(' and ')}, once`);
for (const part of stale) {
  try {
    await build(part);
  } catch (error) {
    process.exitCode = strict ? 1 : 0;
    console.error(`console: its ${part.name} was not built: ${inOneLine(error)}`);
  }
}

/** Into a folder beside its place, which it then takes: who starts or reads the old one meanwhile finds it whole. */
async function build({ name, output, config }) {
  const { build: viteBuild } = await import('vite');
  const place = `${root}console/dist/${name}`;
  const fresh = `${root}console/dist/.${name}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    await viteBuild({ logLevel: 'silent', ...config(fresh) });
    rmSync(place, { recursive: true, force: true });
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  if (!existsSync(output)) throw new Error(`${output} is not among what was built`);
}

function isStale({ output, sources }) {
  if (!existsSync(output)) return true;
  const built = statSync(output).mtimeMs;
  return sources.some((source) => newestIn(source) > built);
}

/** Of a file, or of all files under a folder and the folders themselves, whose time tells of removed files. */
function newestIn(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path, { withFileTypes: true, recursive: true }).reduce(
    (newest, { parentPath, name }) => Math.max(newest, statSync(`${parentPath}/${name}`).mtimeMs),
    mtimeMs,
  );
}

function inOneLine(error) {
  const text = stripVTControlCharacters(String(error instanceof Error ? error.message : error));
  return text.replaceAll(/\s+/g, ' ').slice(0, 300);
}
