import type { QuerySpec } from './query-spec.js';

export type ParsedQuery =
  { readonly spec: QuerySpec; readonly problem?: undefined } | { readonly problem: string; readonly spec?: undefined };

const LISTS = ['calculations', 'filters', 'breakdowns', 'orders', 'havings'];

/** A query in the page's address: its JSON, so that it can be read there and opens elsewhere. */
export function formatQuery(spec: QuerySpec): string {
  return JSON.stringify(spec);
}

/** A query for people to edit: each calculation, filter, order and having on a line of its own. */
export function prettyQuery(spec: QuerySpec): string {
  const parts = Object.entries(spec).map(([name, part]) => `  ${JSON.stringify(name)}: ${prettyPart(part)}`);
  return `{\n${parts.join(',\n')}\n}`;
}

function prettyPart(part: unknown): string {
  if (!Array.isArray(part)) return JSON.stringify(part);
  if (!part.every(isRecord)) return `[${part.map((one) => JSON.stringify(one)).join(', ')}]`;
  return `[\n${part.map((one) => `    ${prettyRecord(one)}`).join(',\n')}\n  ]`;
}

function prettyRecord(record: Record<string, unknown>): string {
  const pairs = Object.entries(record).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

/** Whether a text is a query as far as the builder must know to show it; whether it can be answered is the server's to say. */
export function parseQuery(text: string): ParsedQuery {
  const read = readJson(text);
  if (read instanceof SyntaxError) return { problem: read.message };
  if (!isRecord(read)) return { problem: 'A query is a JSON object.' };
  for (const part of LISTS) {
    const list = read[part];
    if (list === undefined) continue;
    const takes = part === 'breakdowns' ? isText : isRecord;
    if (!Array.isArray(list) || !list.every(takes)) {
      return { problem: `${part}: expected a list of ${part === 'breakdowns' ? 'column names' : 'objects'}.` };
    }
  }
  return { spec: read };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
