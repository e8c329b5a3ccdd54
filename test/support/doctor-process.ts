import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Finding } from '../../src/doctor/index.js';

export interface DoctorRun {
  readonly code: number | null;
  /** All that it wrote, to stdout and to stderr. */
  readonly written: string;
  readonly lines: readonly string[];
  readonly tookMs: number;
}

export interface DoctorReport {
  readonly code: number | null;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly remarks: readonly string[];
}

export interface DoctorOptions {
  readonly json?: boolean;
  /** Files of the folder that it is started in. */
  readonly files?: Readonly<Record<string, string>>;
}

/** `npm run doctor` without npm: as a process, in a folder of its own, with this environment and nothing of the developer's. */
export async function runDoctor(
  environment: Readonly<Record<string, string>>,
  { json = false, files = {} }: DoctorOptions = {},
): Promise<DoctorRun> {
  const home = mkdtempSync(join(tmpdir(), 'cruddur-doctor-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
    container: 'none',
    CONSOLE: 'off',
  };
  const started = performance.now();
  const child = spawn(process.execPath, [resolve('dist-test/doctor/doctor.js'), ...(json ? ['--json'] : [])], {
    cwd: home,
    env: { ...env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  rmSync(home, { recursive: true });
  const tookMs = performance.now() - started;
  return { code, written: stdout + stderr, lines: stdout.trimEnd().split('\n'), tookMs };
}

/** The same with `--json`, read. */
export async function doctorReport(
  environment: Readonly<Record<string, string>>,
  options: DoctorOptions = {},
): Promise<DoctorReport> {
  const { code, lines } = await runDoctor(environment, { ...options, json: true });
  return { code, ...(JSON.parse(lines.join('\n')) as Omit<DoctorReport, 'code'>) };
}
