import { wholeCharacters } from './whole-characters.js';

const MAX_DEPTH = 5;

/** `value` as JSON can say it and X-Ray takes it: whole characters only, and words for the numbers that JSON lacks. */
export function plainValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return wholeCharacters(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (depth >= MAX_DEPTH) return '[too deep]';
      if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1));
      return plainEntries(value, depth + 1);
    case 'bigint':
    case 'symbol':
      return String(value);
    default:
      return `[${typeof value}]`;
  }
}

function plainEntries(value: object, depth: number): unknown {
  try {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [plainValue(key), plainValue(entry, depth)]));
  } catch {
    return '[unreadable]'; // a getter or a proxy that throws
  }
}
