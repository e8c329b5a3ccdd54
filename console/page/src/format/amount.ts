const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** `12`, `1,204`, `18.2K`: a count for a narrow column. */
export function count(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : compact.format(value);
}

/** A number of any size, to four digits. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return count(value);
  return Math.abs(value) < 10_000 ? fine.format(value) : compact.format(value);
}

/** `512 B`, `4.2 kB`, `48 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  for (; Math.abs(size) >= 1_000 && unit < units.length - 1; unit += 1) size /= 1_000;
  return `${Number(size.toPrecision(3))} ${units[unit]}`;
}

/** `1 span`, `12 spans`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `0 %`, `0.4 %`, `12 %`. */
export function percent(fraction: number): string {
  const value = fraction * 100;
  return `${value > 0 && value < 1 ? Number(value.toPrecision(1)) : Math.round(value)} %`;
}
