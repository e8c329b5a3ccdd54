import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Import {
  /** Relative to the folder that was read. */
  readonly file: string;
  readonly from: string;
  /** The imported file without its ending, relative to that folder too; undefined for a package. */
  readonly target: string | undefined;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]/g;

/** Every import of the sources under `folder`; what only tests import is their own affair. */
export function readImports(folder: string, endings: readonly string[] = ['.ts']): Import[] {
  return sourceFiles(folder, endings).flatMap((file) =>
    [...withoutComments(join(folder, file)).matchAll(STATEMENT)].map((match) => {
      const from = match[1] ?? match[2] ?? match[3] ?? '';
      return { file, from, target: from.startsWith('.') ? targetOf(file, from) : undefined };
    }),
  );
}

export function sourceFiles(folder: string, endings: readonly string[] = ['.ts']): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => endings.some((ending) => file.endsWith(ending)) && !file.endsWith('.spec.ts'),
  );
}

export function withoutComments(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** `@scope/name` of `@scope/name/part`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function describeImport({ file, from }: Import): string {
  return `${file} imports ${from}`;
}

function targetOf(file: string, from: string): string {
  return normalize(join(dirname(file), from)).replace(/\.js$/, '');
}
