import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SavedQueriesAnswer, SavedQuery } from '../../api/answers.js';

const file = z.object({ name: z.string(), description: z.string(), query: z.unknown() });

/**
 * The files of console/queries by name, which is their id; read when they are asked for, so that a new one needs no restart.
 * One that cannot be read is told to `onError` and left out.
 */
export async function readSavedQueries(folder: string, onError: (error: unknown) => void): Promise<SavedQueriesAnswer> {
  const queries: SavedQuery[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (!name.endsWith('.json')) continue;
    try {
      const read = file.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      queries.push({ id: name.replace(/\.json$/, ''), ...read });
    } catch (error) {
      onError(new Error(`console/queries/${name} is no saved query`, { cause: error }));
    }
  }
  return { queries };
}
