import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from './support/read-imports.js';

const example = readFileSync('.env.example', 'utf8');
/** Of these the general one stands there, and says that each signal may have its own. */
const OF_A_SIGNAL = /^OTEL_EXPORTER_OTLP_(?:TRACES|METRICS|LOGS)_(?:HEADERS|PROTOCOL|COMPRESSION|TIMEOUT)$/;
/** What a service tells the console that it starts. */
const BETWEEN_THEM = ['CONSOLE_OWNED', 'CONSOLE_SERVICE_URL'];

describe('.env.example', () => {
  it('has every variable that the service or its console reads', () => {
    const read = ['src', 'console/server'].flatMap((folder) =>
      sourceFiles(folder).flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2,4}([A-Z]+(?:_[A-Z]+)*): /gm)].map(
          ([, name]) => name!,
        ),
      ),
    );
    const lacking = new Set(read.filter((name) => !example.includes(`\n${name}=`)));
    expect([...lacking].filter((name) => !OF_A_SIGNAL.test(name) && !BETWEEN_THEM.includes(name))).toEqual([]);
    expect(read.length).toBeGreaterThan(60);
  });
});
