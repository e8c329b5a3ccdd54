import type { z } from 'zod';
import { QueryRefused } from '../store/errors.js';
import { querySpecSchema, type QuerySpec } from './query-spec.js';

/** Parts of Honeycomb's specification that are understood and not supported: named, so that nobody looks for a typing error. */
const unsupported: Readonly<Record<string, string>> = {
  calculated_fields: 'calculated fields are not supported here',
  formulas: 'formulas are not supported here',
  compare_time_offset_seconds: 'comparing with an earlier time is not supported here; compare with another run instead',
  disable_series: 'it belongs to the request for a query result, not to the query',
};

/** Throws QueryRefused, whose message names the part. */
export function readQuerySpec(json: unknown): QuerySpec {
  if (typeof json === 'object' && json !== null) {
    const part = Object.keys(unsupported).find((name) => name in json);
    if (part !== undefined) throw new QueryRefused(`${part}: ${unsupported[part]}`);
  }
  const read = querySpecSchema.safeParse(json);
  if (!read.success) throw new QueryRefused(describe(read.error.issues[0]));
  return read.data;
}

export function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'the query is not understood';
  const path = issue.path.map(String).join('.');
  return `${path === '' ? 'query' : path}: ${issue.message}`;
}
