const HUES = 8;

/** The class that gives a service its colour, the same one everywhere and every time. */
export function hueOf(name: string): string {
  let hash = 7;
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) >>> 0;
  return hueAt((hash ^ (hash >>> 16)) >>> 0);
}

/** The class of the nth line of a chart. */
export function hueAt(index: number): string {
  return `hue-${index % HUES}`;
}
