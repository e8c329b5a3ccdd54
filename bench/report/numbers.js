export function fixed(number, digits) {
  return Number.isFinite(number) ? number.toFixed(digits) : '';
}

/** With its sign: what something adds. */
export function added(number, digits) {
  return number >= 0 ? `+${fixed(number, digits)}` : fixed(number, digits);
}

export function range(ends, digits) {
  return ends === undefined ? '' : `${fixed(ends[0], digits)}..${fixed(ends[1], digits)}`;
}
