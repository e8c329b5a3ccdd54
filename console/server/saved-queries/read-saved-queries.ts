import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SavedQueriesAnswer } from '../../api/answers.js';

const file = z.object({ name: z.string(), description: z.string(), query: z.unknown() });

/** The files of console/queries, read when they are asked for, so that a new one needs no restart. By file name, which is the id. */
export async function readSavedQueries(folder: string): Promise<SavedQueriesAnswer> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const queries = names.map(async (name) => ({
    id: name.replace(/\.json$/, ''),
    ...file.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
  }));
  return { queries: await Promise.all(queries) };
}
