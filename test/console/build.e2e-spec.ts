import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SERVER = 'console/dist/server/main.js';
const BUILDING = 'console: building its server, once';

let project = '';
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cruddur-build-'));
  for (const folder of ['console/server', 'console/api', 'src/xray/translation'])
    mkdirSync(join(project, folder), { recursive: true });
  cpSync('console/build.js', join(project, 'console/build.js'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeSource("console.log('one')");
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** A minute ahead of what was built: a file system's clock may be coarse. */
function writeSource(text: string): void {
  const path = join(project, 'console/server/main.ts');
  writeFileSync(path, text);
  const later = new Date(Date.now() + 60_000);
  if (existsSync(join(project, SERVER))) utimesSync(path, later, later);
}

function build(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['console/build.js', ...options], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout, said: stderr.trim().split('\n').filter(Boolean) };
}

const built = () => readFileSync(join(project, SERVER), 'utf8');

describe('the build of the console', () => {
  it('builds what is older than its sources, and nothing else', () => {
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    expect(build()).toEqual({ status: 0, stdout: '', said: [BUILDING] });
    expect(built()).toContain('one');
    const { ino } = statSync(join(project, SERVER));
    expect(build()).toEqual({ status: 0, stdout: '', said: [] });
    expect(statSync(join(project, SERVER)).ino).toBe(ino);
    writeSource("console.log('two')");
    expect(build('--strict')).toEqual({ status: 0, stdout: '', said: [] });
    expect(built()).toContain('two');
  });

  it('leaves the old one in its place where the new one does not compile, and says why in one line', () => {
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    build();
    writeSource("import './missing.js';");
    const { status, said } = build();
    expect(status).toBe(0);
    expect(said).toEqual([BUILDING, expect.stringMatching(/^console: its server was not built: .*missing.*$/)]);
    expect(built()).toContain('one');
  });

  it('stops nothing where Vite is not installed, unless it is told to', () => {
    const { status, said } = build();
    expect(status).toBe(0);
    expect(said).toEqual([BUILDING, expect.stringMatching(/^console: its server was not built: .*'vite'.*$/)]);
    expect(build('--strict').status).toBe(1);
  });
});
