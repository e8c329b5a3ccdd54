import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBStore } from '../../console/server/store/duckdb/duckdb-store.js';
import { loadEngine } from '../../console/server/store/duckdb/engine.js';
import { readQuerySpec } from '../../console/server/query/read-query-spec.js';
import { ConsoleProcess } from './support/console-process.js';

const SPANS_IN_REQUEST = 500;
const ENOUGH_REQUESTS = 20;

/** One OTLP request; the spans say which request they came in. */
function request(number: number): string {
  const startNs = BigInt(Date.now()) * 1_000_000n;
  const spans = Array.from({ length: SPANS_IN_REQUEST }, (_, place) => ({
    traceId: number.toString(16).padStart(32, '0'),
    spanId: (number * SPANS_IN_REQUEST + place + 1).toString(16).padStart(16, '0'),
    name: `request ${number}`,
    kind: 1,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + 1_000_000n),
  }));
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: {}, spans }] }] });
}

describe('a console that is killed while spans arrive', () => {
  it('has every request that it acknowledged, whole', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'console-kill-'));
    const killed = await ConsoleProcess.start({ CONSOLE_DATA_DIR: dataDir });
    const acknowledged: string[] = [];
    let sent = 0;
    const send = async () => {
      while (!killed.hasEnded) {
        sent += 1;
        const number = sent;
        const body = request(number);
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${killed.url}/v1/traces`, { method: 'POST', headers, body }).catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(`request ${number}`);
        if (acknowledged.length === ENOUGH_REQUESTS) killed.process.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 4 }, send));
    await killed.ended();

    const engine = await loadEngine();
    if (engine === undefined) throw new Error('this test needs the engine');
    const store = await DuckDBStore.open(engine, { dataDir, say: (line) => expect(line).toBeUndefined() });
    const [, run] = (await store.runs()).runs;
    const byName = readQuerySpec({ breakdowns: ['name'], limit: 1000, time_range: 86_400 });
    const { data } = await store.query(byName, run?.id);
    const stored = new Map(data.results.map((row) => [row.data['name'], row.data['COUNT']]));
    expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH_REQUESTS);
    expect(acknowledged.filter((name) => stored.get(name) !== SPANS_IN_REQUEST)).toEqual([]);
    expect([...stored.values()].every((count) => count === SPANS_IN_REQUEST)).toBe(true);
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);
});
