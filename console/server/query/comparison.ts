import { z } from 'zod';
import { QueryRefused } from '../store/errors.js';
import { latestSecond, type QuerySpec } from './query-spec.js';
import { describe, readQuerySpec } from './read-query-spec.js';

/** What is asked of `compare`: the rows of `query` inside a region of its heatmap against the other rows of `query`. */
export interface Comparison {
  readonly query: QuerySpec;
  readonly region: Region;
}
export type Region = z.infer<typeof regionSchema>;

const regionSchema = z.strictObject({
  column: z.string().min(1),
  start_time: z.number().nonnegative().max(latestSecond),
  end_time: z.number().nonnegative().max(latestSecond),
  min: z.number(),
  max: z.number(),
});
export const comparisonSchema = z.strictObject({ query: z.unknown(), region: regionSchema });

/** Throws QueryRefused, whose message names the part. */
export function readComparison(json: unknown): Comparison {
  const read = comparisonSchema.safeParse(json);
  if (!read.success) throw new QueryRefused(describe(read.error.issues[0]));
  return { query: readQuerySpec(read.data.query), region: read.data.region };
}
