/** How much changes from one step that has a value to the next: the mean of it, so there have to be two of them. */
export function meanChange(steps: readonly (number | null)[]): number | null {
  const values = steps.filter((value) => value !== null);
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  return values.length < 2 ? null : (last - first) / (values.length - 1);
}
