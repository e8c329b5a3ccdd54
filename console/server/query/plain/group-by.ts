/** Rows of an equal key together, in the order in which keys first appear. */
export function groupBy<R, K>(rows: readonly R[], keyOf: (row: R) => K): { readonly key: K; readonly rows: R[] }[] {
  const groups = new Map<string, { readonly key: K; readonly rows: R[] }>();
  for (const row of rows) {
    const key = keyOf(row);
    const text = JSON.stringify(key);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { key, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}
