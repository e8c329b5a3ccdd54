/** Another process has the file open: to write, or to read where this one wants to write. */
export function isInUse(error: unknown): boolean {
  return String(error).includes('Could not set lock on file');
}

/** What the engine says of a file that is no database, or no longer a whole one. */
const damage = [
  'not a valid DuckDB database file',
  'Corrupt database file',
  'Corrupt WAL file',
  'Could not read enough bytes from file',
  'Serialization Error',
];

/** The file is damaged. It is not where it may not be read, or where files or memory ran out. */
export function isDamage(error: unknown): boolean {
  return damage.some((said) => String(error).includes(said));
}
