import { readdirSync, readFileSync } from 'node:fs';
import { describeImport, type Import, packageOf, readImports } from './support/read-imports.js';
import { readTable } from './support/read-table.js';

const parts = readTable('part');
const names = [...parts.keys()].toSorted((one, other) => other.length - one.length);
const imports = readImports('console', ['.ts', '.svelte']).filter(({ file }) => !file.startsWith('dist/'));

/** The deepest part in which a file stands; undefined for the server's wiring. */
const partOf = (file: string) => names.find((name) => file.startsWith(`${name}/`));
const isWiring = ({ file }: Import) => file.startsWith('server/') && partOf(file) === undefined;
const mayTouch = (part: string | undefined, name: string) =>
  part !== undefined && [part, ...names.filter((one) => part.startsWith(`${one}/`))].some((one) => parts.get(one)!.alone.includes(name)); // prettier-ignore

describe("the console's architecture", () => {
  it('has a row for every folder of its server, for its page and for what they share', () => {
    const folders = readdirSync('console/server', { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`server/${entry.name}`] : [],
    );
    expect(names.filter((name) => name.split('/').length < 3).toSorted()).toEqual(
      ['api', 'page', ...folders].toSorted(),
    );
    expect(imports.length).toBeGreaterThan(200);
  });

  it('lets a part import only the parts of its row', () => {
    const broken = imports.filter((one) => {
      const { file, target } = one;
      if (target === undefined || target.startsWith('../') || isWiring(one)) return false;
      const [part, other] = [partOf(file), partOf(target)];
      const isInside =
        part !== undefined && (other === part || other?.startsWith(`${part}/`) || part.startsWith(`${other}/`));
      return !isInside && (other === undefined || !parts.get(part ?? '')?.mayImport.includes(other));
    });
    expect(broken.map(describeImport)).toEqual([]);
  });

  it("takes of the service the pure translation to X-Ray's documents, by its door, where the table says so", () => {
    const ofService = imports.filter(({ target }) => target?.startsWith('../'));
    expect(ofService.map(({ file, target }) => [partOf(file), target])).toEqual([
      ['server/export', '../src/xray/translation/index'],
    ]);
  });

  it('is imported by nothing of the service', () => {
    const broken = readImports('src').filter(({ target }) => /^(?:\.\.\/)+console\//.test(target ?? ''));
    expect(broken.map(describeImport)).toEqual([]);
  });

  it('lets a package be touched only by the parts that have it for their own', () => {
    const owned = new Set([...parts.values()].flatMap(({ alone }) => alone));
    const broken = imports.filter((one) => {
      const name = packageOf(one.from);
      return one.target === undefined && owned.has(name) && !isWiring(one) && !mayTouch(partOf(one.file), name);
    });
    expect(broken.map(describeImport)).toEqual([]);
  });

  it('needs no package on the server that package.json does not install for it', () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      object
    >;
    const installed = { ...dependencies, ...optionalDependencies };
    const unknown = imports.filter(
      ({ file, from, target }) =>
        !file.startsWith('page/') &&
        target === undefined &&
        !from.startsWith('node:') &&
        !(packageOf(from) in installed),
    );
    expect(unknown.map(describeImport)).toEqual([]);
  });
});
