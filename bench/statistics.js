/** The middle of the numbers, or the mean of the two in the middle; undefined of none. */
export function median(numbers) {
  const sorted = numbers.filter(Number.isFinite).toSorted((one, other) => one - other);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function spread(numbers) {
  const finite = numbers.filter(Number.isFinite);
  return finite.length === 0 ? undefined : [Math.min(...finite), Math.max(...finite)];
}

/** The value that `share` of the numbers do not exceed. */
export function percentile(numbers, share) {
  const sorted = Float64Array.from(numbers).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** By how much y grows with x, by least squares. */
export function slope(points) {
  const mean = (pick) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const meanX = mean(([x]) => x);
  const meanY = mean(([, y]) => y);
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
