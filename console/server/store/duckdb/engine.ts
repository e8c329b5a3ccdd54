import { codeOf } from './code-of.js';

/** The package is optional and heavy: only its types are imported, the rest when a store is opened. */
export type Engine = typeof import('@duckdb/node-api');
export type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** Undefined where the package is not installed or has no build for this machine. */
export async function loadEngine(): Promise<Engine | undefined> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    if (missing.has(codeOf(error))) return undefined;
    throw error;
  }
}

const missing = new Set<unknown>(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED']);
