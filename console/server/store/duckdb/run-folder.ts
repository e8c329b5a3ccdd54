import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './code-of.js';

const extension = '.duckdb';
const shape = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** The folder of run files; a run's id is when it began, with dashes for what file names cannot have. */
export class RunFolder {
  constructor(private readonly path: string) {}

  async create(): Promise<void> {
    await mkdir(this.path, { recursive: true });
  }

  /** Newest first. */
  async ids(): Promise<readonly string[]> {
    const files = await readdir(this.path);
    return files
      .filter((file) => file.endsWith(extension))
      .map((file) => file.slice(0, -extension.length))
      .filter((id) => shape.test(id))
      .toSorted()
      .toReversed();
  }

  file(id: string): string {
    return join(this.path, id + extension);
  }

  async bytes(id: string): Promise<number> {
    const sizes = await Promise.all(this.filesOf(id).map(sizeOf));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async remove(id: string): Promise<void> {
    for (const file of this.filesOf(id)) await rm(file, { force: true, recursive: true });
  }

  /** Out of the way and not away: someone may want to look at it. */
  async setAside(id: string): Promise<string> {
    const aside = `${this.file(id)}.damaged`;
    await rename(this.file(id), aside);
    // By this name the engine finds it.
    await renameWhereItIs(`${this.file(id)}.wal`, `${aside}.wal`);
    return aside;
  }

  /** The file, its log of what is not in it yet, and where queries put what does not fit in memory. */
  private filesOf(id: string): readonly string[] {
    return ['', '.wal', '.tmp'].map((suffix) => this.file(id) + suffix);
  }
}

export function idOf(startedAt: Date): string {
  return startedAt.toISOString().replaceAll(/[:.]/g, '-');
}

export function startOf(id: string): string {
  return id.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/, 'T$1:$2:$3.$4Z');
}

async function renameWhereItIs(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
