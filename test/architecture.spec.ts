import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describeImport, packageOf, readImports, sourceFiles, withoutComments } from './support/read-imports.js';
import { readTable } from './support/read-table.js';

const rooms = readTable('room');
const names = [...rooms.keys()].toSorted((one, other) => other.length - one.length);
const imports = readImports('src');

/** The deepest room in which a file stands: `logging/cloudwatch` before `logging`. */
const roomOf = (file: string) => names.find((name) => file.startsWith(`${name}/`));

/** Said of whatever of it a new folder lacks. */
const ROOM =
  'a room is a row of the table in ARCHITECTURE.md, an index.ts that opens with its three lines (`// Owns: `, `// Does not: `, ' +
  '`// May be imported by `), and a line in app.module.ts';

describe('the architecture', () => {
  it('has a row for every folder of src, and a folder for every row', () => {
    const folders = readdirSync('src', { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    const without = folders.filter((folder) => !names.includes(folder));
    expect(without.map((folder) => `src/${folder} has no row: ${ROOM}`)).toEqual([]);
    const gone = names.filter((name) => !existsSync(join('src', name)));
    expect(gone.map((name) => `the row ${name} has no folder: ${ROOM}`)).toEqual([]);
    expect(imports.length).toBeGreaterThan(200);
  });

  it('lets a room import only the rooms of its row', () => {
    const broken = imports.filter(({ file, target }) => {
      const room = roomOf(file);
      const other = target === undefined ? undefined : roomOf(target);
      if (room === undefined || target === undefined || other === room) return false;
      return other === undefined || !rooms.get(room)!.mayImport.includes(other);
    });
    expect(broken.map(describeImport)).toEqual([]);
  });

  it('lets a room be entered only by its index', () => {
    const broken = imports.filter(({ file, target }) => {
      const room = roomOf(file);
      const other = target === undefined ? undefined : roomOf(target);
      return room !== undefined && other !== undefined && room !== other && target !== `${other}/index`;
    });
    expect(broken.map(describeImport)).toEqual([]);
  });

  it('lets a package be touched only by the rooms that have it for their own', () => {
    const owned = new Set([...rooms.values()].flatMap((room) => room.alone));
    const broken = imports.filter(({ file, from, target }) => {
      const room = roomOf(file);
      if (target !== undefined || room === undefined) return false;
      const name = packageOf(from);
      return owned.has(name) && !rooms.get(room)!.alone.includes(name);
    });
    expect(broken.map(describeImport)).toEqual([]);
  });

  it('reads process.env in configuration alone', () => {
    const readers = sourceFiles('src').filter((file) => /\bprocess\.env\b/.test(withoutComments(join('src', file))));
    expect(
      readers.filter((file) => roomOf(file) !== undefined && roomOf(file) !== 'config' && !file.endsWith('.config.ts')),
    ).toEqual([]);
  });

  it("opens each room's door with what it owns, does not do, and whom it lets in", () => {
    const open = names.filter((name) => !existsSync(`src/${name}/index.ts`));
    expect(open.map((name) => `src/${name} has no index.ts: ${ROOM}`)).toEqual([]);
    for (const name of names) {
      const [owns, ...rest] = readFileSync(`src/${name}/index.ts`, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('//'));
      expect(`${name} ${owns}`).toMatch(/ \/\/ Owns: /);
      expect(rest.join('\n')).toMatch(/\/\/ Does not: [^]*\/\/ May be imported by /);
    }
  });

  it('names at each door only rooms whose row lets them in', () => {
    const wrong = names.flatMap((name) => {
      const [, whom = ''] =
        /\/\/ May be imported by ([^;\n]*)/.exec(readFileSync(`src/${name}/index.ts`, 'utf8')) ?? [];
      const named = names.filter((other) => other !== name && new RegExp(`(?<![\\w/])${other}(?![\\w/])`).test(whom));
      return named
        .filter((other) => !rooms.get(other)!.mayImport.includes(name))
        .map((other) => `src/${name}/index.ts lets ${other} in, and its row in ARCHITECTURE.md does not`);
    });
    expect(wrong).toEqual([]);
  });

  it('imports no builtin without its node: prefix and no package that package.json does not name', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const unknown = imports.filter(
      ({ from, target }) => target === undefined && !from.startsWith('node:') && !(packageOf(from) in dependencies),
    );
    expect(unknown.map(describeImport)).toEqual([]);
    expect(imports.filter(({ from }) => builtinModules.includes(from)).map(describeImport)).toEqual([]);
  });
});
