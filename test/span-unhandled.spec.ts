import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** jest keeps unhandled rejections to itself, so this is about a plain node process, which runs the decorator as built. */
const root = process.cwd();
let built: string;

beforeAll(() => {
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  built = mkdtempSync(join(root, 'node_modules', '.cache', 'span-'));
  writeFileSync(join(built, 'package.json'), '{ "type": "module", "version": "0.0.0" }');
  for (const folder of ['tracing/span', 'config']) {
    const sources = join(root, 'src', folder);
    mkdirSync(join(built, 'src', folder), { recursive: true });
    for (const file of readdirSync(sources).filter((name) => /(?<!\.spec)\.ts$/.test(name))) {
      const { code } = transformFileSync(join(sources, file), {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
      });
      writeFileSync(join(built, 'src', folder, file.replace(/\.ts$/, '.js')), code);
    }
  }
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

function runUndecoratedAndDecorated(script: string): string[] {
  const source = `
    import { trace } from '@opentelemetry/api';
    import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
    import { Span } from './src/tracing/span/span.decorator.js';
    trace.setGlobalTracerProvider(new BasicTracerProvider());
    process.on('unhandledRejection', (reason) => console.log('unhandled', reason.message));
    class Subject { async fails() { throw new Error('nobody listens'); } }
    class Decorated { async fails() { throw new Error('nobody listens'); } }
    Span()(Decorated);
    for (const subject of [new Subject(), new Decorated()]) { ${script} }`;
  writeFileSync(join(built, 'script.js'), source);
  const { stdout, stderr } = spawnSync(process.execPath, [join(built, 'script.js')], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return stdout.split('\n').filter(Boolean);
}

describe('a rejection of a decorated method', () => {
  it('that nobody handles is reported once, as without the decorator', () => {
    expect(runUndecoratedAndDecorated('subject.fails();')).toEqual([
      'unhandled nobody listens',
      'unhandled nobody listens',
    ]);
  });

  it('that is handled is not reported', () => {
    expect(runUndecoratedAndDecorated(`subject.fails().catch(() => console.log('handled'));`)).toEqual([
      'handled',
      'handled',
    ]);
  });
});
