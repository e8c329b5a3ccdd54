import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../describe-error.js';

/** A holder on another machine, or whose process id was given to another process, counts as gone after this silence. */
const SILENT_MS = 15_000;

/** `startedAt` is when the process started: in a container, each run has the same process id. */
const holderFile = z.object({ token: z.string(), pid: z.number(), host: z.string(), startedAt: z.number() });

type Holder = z.infer<typeof holderFile>;

/** One process at a time writes to a spool folder: the file `lock` in it says who, and is touched every few seconds. */
export class SpoolLock {
  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  /**
   * @returns undefined while somebody else holds it.
   * @throws (rejects) with the file system's error.
   */
  static async acquire(directory: string): Promise<SpoolLock | undefined> {
    const path = join(directory, 'lock');
    const me: Holder = { token: randomUUID(), pid: process.pid, host: hostname(), startedAt: performance.timeOrigin };
    const lock = new SpoolLock(path, me.token);
    if (await lock.write(me)) return lock;
    if (await isHeld(path)) return undefined;
    await rm(path, { force: true });
    return (await lock.write(me)) ? lock : undefined;
  }

  /** @returns false where another process has taken it over meanwhile. */
  async renew(): Promise<boolean> {
    if ((await readHolder(this.path))?.token !== this.token) return false;
    await utimes(this.path, new Date(), new Date());
    return true;
  }

  async release(): Promise<void> {
    if ((await readHolder(this.path))?.token === this.token) await rm(this.path, { force: true });
  }

  private async write(holder: Holder): Promise<boolean> {
    try {
      await writeFile(this.path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    // Removed just now, or written half: nobody that could be named.
    if (error instanceof SyntaxError || error instanceof z.ZodError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function isHeld(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  const { mtimeMs } = await stat(path);
  if (Date.now() - mtimeMs > SILENT_MS) return false;
  if (!holder || holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return holder.startedAt === performance.timeOrigin;
  return isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
