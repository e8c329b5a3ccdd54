import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const program = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1], { access_mode: process.argv[2] })
  .then((instance) => { console.log('open'); setInterval(() => instance, 1000); })`;
const holding: ChildProcess[] = [];

/** Another process has this database open, until `letGo`; the file is made where there is none. */
export async function holdOpen(file: string, mode: 'READ_WRITE' | 'READ_ONLY'): Promise<void> {
  const holder = spawn(process.execPath, ['-e', program, file, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  holding.push(holder);
  await once(holder.stdout, 'data');
}

export async function letGo(): Promise<void> {
  for (const holder of holding.splice(0)) {
    holder.kill('SIGKILL');
    await once(holder, 'close');
  }
}
