/**
 * Of whole rows that are read at once, in bytes of attributes and body: the engine has 256 MB, an answer 5 MB. Rows of the
 * usual size never come near.
 */
export const mostBytes = 24 * 1024 * 1024;

/**
 * The places (rowids) of as many of the picked rows as make so many bytes, one at least. `picked` selects them as `place`, and
 * `rank`, by which they go.
 */
export function fittingPlaces(picked: string, bytes = mostBytes): string {
  const sized = `SELECT p.place, p.rank, strlen(i.attributes) + coalesce(strlen(i.body), 0) AS size
    FROM (${picked}) AS p JOIN items AS i ON i.rowid = p.place`;
  const summed = `SELECT place, sum(size) OVER (ORDER BY rank, place) - size AS before FROM (${sized})`;
  return `SELECT place FROM (${summed}) WHERE before < ${bytes}`;
}
