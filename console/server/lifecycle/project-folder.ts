import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: sources and what is built of them stand at different depths under it. */
export function projectFolder(from = fileURLToPath(import.meta.url)): string {
  const folder = dirname(from);
  return existsSync(join(folder, 'package.json')) ? folder : projectFolder(folder);
}
