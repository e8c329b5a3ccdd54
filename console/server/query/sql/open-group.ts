import { keyText, ofNothing, type Found, type Group } from '../outcome.js';
import type { Plan } from '../plan.js';
import type { Scalar } from '../query-spec.js';
import type { WantedGroups } from './plan-rows.js';
import type { ResultRow } from './statement.js';

/** A group while its steps come in. */
export class OpenGroup {
  private readonly steps = new Map<number, Found[number][]>();

  constructor(
    readonly key: readonly (Scalar | null)[],
    readonly found: Found[number][],
  ) {}

  put(step: number, place: number, value: Found[number]): void {
    const found = this.steps.get(step) ?? [];
    found[place] = value;
    this.steps.set(step, found);
  }

  closed(plan: Plan, withSteps: boolean): Group {
    const steps = withSteps ? [...this.steps].toSorted(([a], [b]) => a - b) : [];
    const seconds = plan.time.stepSeconds;
    const filled = (found: Found) =>
      plan.calculations.map((calculation, place) => found[place] ?? ofNothing(calculation));
    return { key: this.key, found: this.found, steps: new Map(steps.map(([step, f]) => [step * seconds, filled(f)])) };
  }
}

/** Finds the group of a row by its place among the wanted groups, or by its breakdowns. */
export function finder(plan: Plan, groups: readonly OpenGroup[], wanted: WantedGroups) {
  if (plan.breakdowns.length === 0) return () => groups[0];
  if (wanted !== undefined) return (row: ResultRow) => groups[Number(row['place'])];
  const byKey = new Map(groups.map((group) => [keyText(group.key), group]));
  return (row: ResultRow) => byKey.get(keyText(keyOf(plan, row)));
}

export function keyOf(plan: Plan, row: ResultRow): readonly (Scalar | null)[] {
  return plan.breakdowns.map((_, index) => row[`b${index}`] ?? null);
}

export function valuesOf(plan: Plan, row: ResultRow): (number | null)[] {
  return plan.calculations.map((_, index) => {
    const value = row[`a${index}`];
    return value === null || value === undefined ? null : Number(value);
  });
}
