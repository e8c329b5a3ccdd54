import { isFree } from './database.js';
import type { Engine } from './engine.js';
import type { RunFolder } from './run-folder.js';

/** Removes the oldest runs so that one more has its place. One that another console has open stays, however old it is. */
export async function makeRoom(engine: Engine, folder: RunFolder, maxRuns: number): Promise<void> {
  for (const id of (await folder.ids()).slice(maxRuns - 1)) {
    if (await isFree(engine, folder.file(id))) await folder.remove(id);
  }
}
