import type { LogRow } from '../../../api/spans.js';
import type { Route } from '../address/route.js';

/** What of the lines is wanted; it stands in the page's address by the API's own names. */
export interface LogFilter {
  /** Text in the line. */
  readonly q: string;
  /** The least severity number; 0 for all. */
  readonly level: number;
}

export const LEVELS: readonly (readonly [number: number, name: string])[] = [
  [0, 'All levels'],
  [5, 'Debug and above'],
  [9, 'Info and above'],
  [13, 'Warnings and above'],
  [17, 'Errors'],
];

export function filterOf({ params }: Route): LogFilter {
  const level = Number(params.level ?? 0);
  return { q: params.q ?? '', level: Number.isInteger(level) && level > 0 ? level : 0 };
}

/** Whether a line that just arrived belongs in the list; as the server decides it: upper and lower case are alike. */
export function belongs({ severity_number, body }: LogRow, { q, level }: LogFilter): boolean {
  return severity_number >= level && body.toLowerCase().includes(q.toLowerCase());
}
