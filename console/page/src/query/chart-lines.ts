import type { QueryAnswer } from '../../../api/answers.js';
import { HUE_NAMES } from '../design/canvas-colors.js';

export interface Line {
  /** Of the group; the calculation's name where there is one group. */
  readonly label: string;
  /** Place of its group among the results. */
  readonly group: number;
  readonly values: readonly (number | null)[];
}

/** More lines than these tell nothing apart. */
const MOST_LINES = 12;

/** The text of a group, from its breakdowns' values. */
export function groupLabel(data: Readonly<Record<string, unknown>>, breakdowns: readonly string[]): string {
  return breakdowns.map((name) => valueText(data[name])).join(' · ');
}

/** What a row without the column is called, here and where values are compared. */
export const NO_VALUE = '(none)';

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return NO_VALUE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One line for each of the first groups; a count of nothing is zero, any other figure of nothing is a gap. */
export function linesOf(
  { data }: QueryAnswer,
  calculation: string,
  breakdowns: readonly string[],
  steps: readonly number[],
): readonly Line[] {
  const places = new Map(steps.map((step, index) => [step, index]));
  const gap = calculation === 'COUNT' ? 0 : null;
  const lines = data.results.slice(0, MOST_LINES).map((result, group) => {
    const label = breakdowns.length === 0 ? calculation : groupLabel(result.data, breakdowns);
    return { label, group, values: steps.map((): number | null => gap) };
  });
  const byGroup = new Map(lines.map((line) => [groupKey(data.results[line.group]!.data, breakdowns), line]));
  for (const point of data.series) {
    const line = byGroup.get(groupKey(point.data, breakdowns));
    const place = places.get(Date.parse(point.time) / 1_000);
    const value = point.data[calculation];
    if (line !== undefined && place !== undefined && typeof value === 'number') line.values[place] = value;
  }
  return lines;
}

export function groupKey(data: Readonly<Record<string, unknown>>, breakdowns: readonly string[]): string {
  return JSON.stringify(breakdowns.map((name) => data[name] ?? null));
}

/** Whether a group has the colour of one before it: its line is dotted then, and its dot a ring. */
export function isRepeated(group: number): boolean {
  return group >= HUE_NAMES.length;
}

/** The lines of another answer that belong to the same groups, in their colours. */
export function counterparts(lines: readonly Line[], others: readonly Line[]): readonly Line[] {
  const groups = new Map(lines.map(({ label, group }) => [label, group]));
  return others.flatMap((line) => {
    const group = groups.get(line.label);
    return group === undefined ? [] : [{ ...line, group }];
  });
}
