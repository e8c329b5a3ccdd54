export interface VirtualWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** Rows to draw beyond the edges, so that a fast wheel does not run into white. */
const OVERSCAN = 6;

/** Which rows of equal height are in sight. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, count: number): VirtualWindow {
  const top = Math.floor(Math.max(scrollTop, 0) / rowHeight);
  const end = Math.min(count, top + Math.ceil(height / rowHeight) + 1 + OVERSCAN);
  return { first: Math.max(0, Math.min(top, end) - OVERSCAN), end };
}

/** The scroll position that brings a row into sight below a head of `head` pixels, moving as little as it can. */
export function scrollTopFor(row: number, scrollTop: number, height: number, rowHeight: number, head: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight + head - height);
}

/** How far a row moved from one list to the next; 0 where it is gone. */
export function shiftOf<Row>(
  before: readonly Row[],
  after: readonly Row[],
  row: number,
  key: (row: Row) => string,
): number {
  const known = before[row];
  if (known === undefined) return 0;
  const wanted = key(known);
  const now = after.findIndex((one) => key(one) === wanted);
  return now < 0 ? 0 : now - row;
}
