import type { SpanStore } from './span-store.js';

export interface SpanStoreOptions {
  /** Run history: one file a run. */
  readonly dataDir: string;
  /** Called with what a person should know: the engine is missing, a damaged file was set aside. One line each. */
  readonly say: (line: string) => void;
}

/** DuckDB where it is installed and its folder can be written, else memory, which is said. */
export type OpenSpanStore = (options: SpanStoreOptions) => Promise<SpanStore>;
