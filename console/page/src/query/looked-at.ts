import type { CompareRequest } from '../../../api/answers.js';
import type { Filter } from './query-spec.js';

/** Rows of an answer whose traces are shown: those of a group, or of a region of the heatmap. */
export interface Looked {
  readonly title: string;
  readonly filters: readonly Filter[];
  /** Of a region; else the query's own. */
  readonly time?: readonly [start: number, end: number];
}

/** The part of the heatmap that the page's address names; none where it is not what the page writes. */
export function readRegion(text: string | undefined): CompareRequest['region'] | undefined {
  const read = readRecord(text);
  const numbers = [read?.start_time, read?.end_time, read?.min, read?.max];
  if (typeof read?.column !== 'string' || !numbers.every(Number.isFinite)) return undefined;
  return read as CompareRequest['region'];
}

export function readLooked(text: string | undefined): Looked | undefined {
  const read = readRecord(text);
  if (typeof read?.title !== 'string' || !Array.isArray(read.filters)) return undefined;
  const time = Array.isArray(read.time) && read.time.length === 2 && read.time.every(Number.isFinite);
  return { title: read.title, filters: read.filters as Filter[], ...(time && { time: read.time as [number, number] }) };
}

function readRecord(text = ''): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
