/** Later than any instant that is stored; 64 bits with a sign hold it. */
const latestNs = 2n ** 63n - 1n;

/** Where a page of a list that is newest first begins: at rows of this instant or before, without the first so many of them. */
export interface PageCursor {
  readonly atMostNs: bigint;
  readonly skipped: number;
}

/** `<ns>` begins before that instant, `<ns>.<n>` within it, after the n rows of it that were given. */
export function readCursor(text: string): PageCursor {
  const [ns = '', skipped] = text.split('.');
  const instant = BigInt(ns);
  const atMostNs = skipped === undefined ? instant - 1n : instant;
  return { atMostNs: atMostNs > latestNs ? latestNs : atMostNs, skipped: Number(skipped ?? 0) };
}

/** The cursor after a page of rows, at least one, of these instants, which itself began at `before`. */
export function cursorAfter(instants: readonly string[], before: string | undefined): string {
  const last = instants.at(-1);
  if (last === undefined) throw new RangeError('a page has rows');
  const given = instants.filter((instant) => instant === last).length;
  const began = before === undefined ? undefined : readCursor(before);
  const skipped = began?.atMostNs === BigInt(last) ? began.skipped : 0;
  return `${last}.${given + skipped}`;
}
