/** Which row a key leads to, of `count` rows of which `page` are in sight; undefined where the key is not about moving. */
export function rowAfter(key: string, active: number, count: number, page: number): number | undefined {
  const target = targetOf(key, active, count, page);
  return target === undefined ? undefined : Math.min(Math.max(target, 0), Math.max(count - 1, 0));
}

function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return active + 1;
    case 'ArrowUp':
    case 'k':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
