/** How often `mark` stands in `bytes`. */
export function occurrences(bytes, mark) {
  let found = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) found += 1;
  return found;
}
