import { readFileSync } from 'node:fs';

/** One row of a table in ARCHITECTURE.md: who it may import, and what it alone may touch. */
export interface Room {
  readonly mayImport: readonly string[];
  readonly alone: readonly string[];
}

/** The table whose first column is called `title`, by the names in that column. */
export function readTable(title: string): ReadonlyMap<string, Room> {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const rows = new RegExp(`\\| ${title} +\\| owns .*\\n[-| ]+\\n((?:\\|.*\\n)+)`).exec(text)?.[1] ?? '';
  return new Map(rows.trim().split('\n').map(readRow));
}

function readRow(row: string): [string, Room] {
  const [, name = '', , mayImport = '', alone = ''] = row.split('|').map((cell) => cell.trim());
  return [name, { mayImport: list(mayImport), alone: list(alone) }];
}

function list(cell: string): string[] {
  return cell
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}
