import { hasNoRow, isFree } from './database.js';
import type { Engine } from './engine.js';
import type { RunFolder } from './run-folder.js';

/** An empty run has not as many bytes: larger ones need not be opened to know. */
const mostBytesOfEmpty = 1024 * 1024;

/**
 * Removes runs so that one more has its place: those without a row, as a console leaves that was killed before it received
 * anything, and then the oldest. One that another console has open stays, however old it is.
 */
export async function makeRoom(engine: Engine, folder: RunFolder, maxRuns: number): Promise<void> {
  let kept = 1;
  for (const id of await folder.ids()) {
    if (kept < maxRuns && !(await isEmpty(engine, folder, id))) kept += 1;
    else if (await isFree(engine, folder.file(id))) await folder.remove(id);
  }
}

async function isEmpty(engine: Engine, folder: RunFolder, id: string): Promise<boolean> {
  return (await folder.bytes(id)) <= mostBytesOfEmpty && (await hasNoRow(engine, folder.file(id)));
}
