import type { Scalar } from './query-spec.js';

const fewValues = 20;
const rangeCount = 10;

/**
 * By what names values are compared: themselves; numbers of many values by ranges that hold equally many of them. Undefined
 * where the values are text that hardly repeats: ids tell nothing.
 */
export function valueLabels(
  values: readonly (Scalar | undefined)[],
): ((value: Scalar | undefined) => string) | undefined {
  const present = values.filter((value) => value !== undefined);
  const distinct = new Set(present);
  if (distinct.size === 0) return undefined;
  if (distinct.size <= fewValues) return label;
  if (typeof present[0] !== 'number') return distinct.size > present.length / 2 ? undefined : label;
  const numbers = present.map(Number).toSorted((a, b) => a - b);
  const edges = Array.from({ length: rangeCount + 1 }, (_, index) => {
    return numbers[Math.min(numbers.length - 1, Math.floor((index * numbers.length) / rangeCount))] ?? 0;
  });
  return (value) => {
    if (value === undefined) return label(value);
    const above = edges.findIndex((edge, index) => index > 0 && Number(value) < edge);
    const end = above === -1 ? rangeCount : above;
    return `${short(edges[end - 1])} to ${short(edges[end])}`;
  };
}

function label(value: Scalar | undefined): string {
  return value === undefined ? '(none)' : String(value);
}

function short(value = 0): string {
  return String(Number(value.toPrecision(4)));
}
