import { DuckDBStore } from './duckdb/duckdb-store.js';
import { loadEngine } from './duckdb/engine.js';
import { LastingStore } from './lasting-store.js';
import { MemoryStore } from './memory/memory-store.js';
import type { SpanStore } from './span-store.js';

export interface SpanStoreOptions {
  /** Run history: one file a run. */
  readonly dataDir: string;
  /** Sees to it that the folder is there; throws where it cannot be. */
  readonly prepare?: () => void;
  /** Called with what a person should know: the engine is missing, a damaged file was set aside. One line each. */
  readonly say: (line: string) => void;
}

/** DuckDB where it is installed and its folder can be written to, else memory, which is said. */
export async function openSpanStore({ dataDir, prepare, say }: SpanStoreOptions): Promise<SpanStore> {
  try {
    prepare?.();
    const engine = await loadEngine();
    if (engine !== undefined)
      return await LastingStore.open({ open: () => DuckDBStore.open(engine, { dataDir, say }), say });
    say('console: @duckdb/node-api is not installed; the last 20,000 spans are kept in memory');
  } catch (error) {
    say(`console: ${dataDir} cannot be used (${String(error)}); the last 20,000 spans are kept in memory`);
  }
  return new MemoryStore();
}
