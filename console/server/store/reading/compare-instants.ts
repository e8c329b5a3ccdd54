/** Two instants in nanoseconds as decimal text, which a number does not hold. */
export function compareInstants(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
