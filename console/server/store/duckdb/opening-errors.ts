/** Another process has the file open: to write, or to read where this one wants to write. */
export function isInUse(error: unknown): boolean {
  return String(error).includes('Could not set lock on file');
}
