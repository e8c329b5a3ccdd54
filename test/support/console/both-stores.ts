import { DuckDBStore } from '../../../console/server/store/duckdb/duckdb-store.js';
import { loadEngine } from '../../../console/server/store/duckdb/engine.js';
import { MemoryStore } from '../../../console/server/store/memory/memory-store.js';
import type { ReceivedRows } from '../../../console/server/store/span-store.js';
import { dataDir } from './data-dir.js';

/** The plain store and the other, both with these rows. The other is to be closed. */
export async function bothStores(
  rows: ReceivedRows,
  now: () => number = Date.now,
): Promise<readonly [MemoryStore, DuckDBStore]> {
  const engine = await loadEngine();
  if (engine === undefined) throw new Error('these tests need the engine');
  const memory = new MemoryStore(now);
  const options = { dataDir: await dataDir(), now, say: (line: string) => expect(line).toBe('nothing to say') };
  const duckdb = await DuckDBStore.open(engine, options);
  await Promise.all([memory.append(rows), duckdb.append(rows)]);
  return [memory, duckdb];
}
