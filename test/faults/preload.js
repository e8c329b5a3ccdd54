/** The value of NODE_OPTIONS that loads a file of this folder before the program. */
export function preload(file) {
  return `--import=${new URL(file, import.meta.url).href}`;
}
