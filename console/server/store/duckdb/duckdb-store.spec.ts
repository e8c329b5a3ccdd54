import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attributes } from '../../../api/spans.js';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { holdOpen, letGo } from '../../../../test/support/console/hold-open.js';
import { aLog, aSpan } from '../../../../test/support/console/span-rows.js';
import { readQuerySpec } from '../../query/read-query-spec.js';
import { DuckDBStore, type DuckDBStoreOptions } from './duckdb-store.js';
import { type Engine, loadEngine } from './engine.js';

let engine: Engine;
const open: DuckDBStore[] = [];
const said: string[] = [];
const epochMs = 1_790_000_000_000;
let clock = epochMs;

beforeAll(async () => {
  const loaded = await loadEngine();
  if (loaded === undefined) throw new Error('these tests need the engine');
  engine = loaded;
});
beforeEach(() => said.splice(0));
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await letGo();
});

async function start(options: Partial<DuckDBStoreOptions> & { readonly dataDir: string }): Promise<DuckDBStore> {
  // Each run begins a second after the one before.
  clock += 1000;
  const began = clock;
  const store = await DuckDBStore.open(engine, { say: (line) => said.push(line), now: () => began, ...options });
  open.push(store);
  return store;
}

/** A run that has ended, with one span of this name. */
async function endedRun(folder: string, name: string): Promise<string> {
  const store = await start({ dataDir: folder });
  await store.append({ spans: [aSpan({ name, start_ms: epochMs })], logs: [] });
  const [current] = (await store.runs()).runs;
  open.splice(open.indexOf(store), 1);
  await store.close();
  return current?.id ?? '';
}

function spansOf(zone: string, count: number, start_ms: number) {
  return Array.from({ length: count }, () => aSpan({ start_ms, attributes: { zone } }));
}

const names = readQuerySpec({ breakdowns: ['name'], time_range: 86_400 });

describe('runs of the console', () => {
  it('are listed, newest first, and can be asked as this one can', async () => {
    const folder = await dataDir();
    const [first, second] = [await endedRun(folder, 'first'), await endedRun(folder, 'second')];
    const store = await start({ dataDir: folder });
    const { runs } = await store.runs();
    expect(runs.map(({ current, spans }) => [current, spans])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ]);
    expect(runs.map(({ id }) => id).slice(1)).toEqual([second, first]);
    expect((await store.query(names, first)).data.results).toEqual([{ data: { name: 'first', COUNT: 1 } }]);
    expect((await store.traces({}, second)).traces.map(({ name }) => name)).toEqual(['second']);
    expect((await store.fields(first)).fields).toContainEqual(expect.objectContaining({ name: 'name', count: 1 }));
  });

  it('are asked about their own last two hours where a query names no time', async () => {
    const folder = await dataDir();
    const ended = await endedRun(folder, 'long ago');
    const store = await start({ dataDir: folder, now: () => epochMs + 7 * 86_400_000 });
    const { results } = (await store.query(readQuerySpec({ breakdowns: ['name'] }), ended)).data;
    expect(results.map(({ data }) => data)).toEqual([{ name: 'long ago', COUNT: 1 }]);
  });

  it('are all answered when all are asked at once', async () => {
    const folder = await dataDir();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push(await endedRun(folder, name));
    const store = await start({ dataDir: folder });
    const ask = () => ids.map(async (id) => (await store.query(names, id)).data.results[0]?.data['name']);
    const [first, listed, second] = await Promise.all([Promise.all(ask()), store.runs(), Promise.all(ask())]);
    expect([...first, ...second]).toEqual(['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']);
    expect(listed.runs.map(({ spans }) => spans)).toEqual([0, 1, 1, 1, 1]);
  });

  it('leave when there are too many, the oldest first, and leave no file where nothing was received', async () => {
    const folder = await dataDir();
    for (const name of ['a', 'b', 'c']) await endedRun(folder, name);
    const store = await start({ dataDir: folder, maxRuns: 2 });
    expect((await store.runs()).runs).toHaveLength(2);
    open.splice(0);
    await store.close();
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each(['../secret', 'nothing', '2026-11-25T18-00-00-000Z', '/etc/passwd'])('has no run %j', async (run) => {
    const store = await start({ dataDir: await dataDir() });
    await expect(store.query(names, run)).rejects.toMatchObject({ name: 'RunNotFound' });
  });

  it('sets a damaged file aside, says so, and goes on', async () => {
    const folder = await dataDir();
    const [good, torn] = [await endedRun(folder, 'good'), await endedRun(folder, 'torn')];
    await truncate(join(folder, `${torn}.duckdb`), 5000);
    await writeFile(join(folder, '2020-01-01T00-00-00-000Z.duckdb'), 'no database');
    const store = await start({ dataDir: folder });
    expect((await store.runs()).runs.map(({ id }) => id).slice(1)).toEqual([good]);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^console: run .* cannot be read and was set aside as .*\.duckdb\.damaged$/);
    expect((await readdir(folder)).filter((file) => file.endsWith('.damaged'))).toHaveLength(2);
    await expect(store.query(names, torn)).rejects.toMatchObject({ name: 'RunNotFound' });
  });

  it('sets aside with a damaged file the log of what is not in it', async () => {
    const folder = await dataDir();
    const id = '2020-01-01T00-00-00-000Z';
    await writeFile(join(folder, `${id}.duckdb`), 'no database');
    await writeFile(join(folder, `${id}.duckdb.wal`), 'rows');
    await (await start({ dataDir: folder })).runs();
    expect(await readFile(join(folder, `${id}.duckdb.damaged.wal`), 'utf8')).toBe('rows');
    expect(await readdir(folder)).not.toContain(`${id}.duckdb.wal`);
  });

  it('leaves a file that is not damaged and cannot be read where it is, and says why once', async () => {
    const folder = await dataDir();
    const [good, id] = [await endedRun(folder, 'good'), '2020-01-01T00-00-00-000Z'];
    // As is a file of another user to this one: the system does not let it be read.
    await mkdir(join(folder, `${id}.duckdb`));
    const store = await start({ dataDir: folder, maxRuns: 2 });
    for (const time of [1, 2]) {
      expect([time, ...(await store.runs()).runs.map((run) => run.id).slice(1)]).toEqual([time, good]);
    }
    await expect(store.query(names, id)).rejects.toMatchObject({ name: 'RunNotFound' });
    expect(said).toEqual([
      expect.stringMatching(/^console: run 2020.* cannot be read and was left where it is \(.*directory.*\)$/),
    ]);
    expect(await readdir(folder)).toContain(`${id}.duckdb`);
  });

  it('leaves the run of another console alone', async () => {
    const folder = await dataDir();
    const id = '2026-01-01T00-00-00-000Z';
    await holdOpen(join(folder, `${id}.duckdb`), 'READ_WRITE');
    const store = await start({ dataDir: folder });
    await expect(store.query(names, id)).rejects.toMatchObject({ name: 'RunInUse' });
    expect((await store.runs()).runs).toHaveLength(1);
    expect(said).toEqual([]);
  });
});

describe('a run', () => {
  it('keeps within its bound of spans: the oldest leave', async () => {
    const store = await start({ dataDir: await dataDir(), maxSpans: 100 });
    const spans = Array.from({ length: 150 }, (_, index) => aSpan({ name: `${index}`, start_ms: epochMs + index }));
    for (let first = 0; first < spans.length; first += 10) {
      await store.append({ spans: spans.slice(first, first + 10), logs: [] });
    }
    const { traces } = await store.traces({ limit: 500 });
    expect(traces[0]?.name).toBe('149');
    expect(traces.length).toBeLessThanOrEqual(110);
    expect(traces.length).toBeGreaterThan(80);
    expect(traces.map(({ name }) => name)).not.toContain('0');
  });

  it.each(['spans', 'logs'] as const)('keeps within its bound of bytes where it receives only %s', async (kind) => {
    const store = await start({ dataDir: await dataDir(), maxBytes: 1 });
    // So many bytes that the engine writes its log, which is not counted, into the file.
    const body = 'x'.repeat(4000);
    const rows = Array.from({ length: 5000 }, (_, index) => epochMs + index);
    const spans = rows.map((start_ms) => aSpan({ start_ms, attributes: { body } }));
    const logs = rows.map((time_ms) => aLog({ time_ns: `${time_ms}000000`, body }));
    for (let time = 0; time < 2; time += 1) await store.append({ spans: [], logs: [], [kind]: { spans, logs }[kind] });
    // The writer does one thing after the other: when this is written the oldest have left.
    await store.append({ spans: [aSpan({ start_ms: epochMs })], logs: [] });
    const { results } = (await store.query(readQuerySpec({ time_range: 86_400 }))).data;
    expect(results[0]?.data['COUNT']).toBeLessThan(9002);
  });

  it('makes columns of the attributes that queries read, and answers as before', async () => {
    const store = await start({ dataDir: await dataDir(), promoteFrom: 1 });
    const attributes: readonly Attributes[] = [
      { plan: 'free', seats: 1 },
      { plan: 'paid', seats: 2.5 },
      { plan: 'paid' },
    ];
    const append = (added: readonly Attributes[]) => {
      return store.append({ spans: added.map((one) => aSpan({ attributes: one, start_ms: epochMs })), logs: [] });
    };
    await append(attributes);
    const bySeats = readQuerySpec({
      calculations: [{ op: 'SUM', column: 'seats' }],
      breakdowns: ['plan'],
      time_range: 86_400,
    });
    const results = [{ data: { plan: 'paid', 'SUM(seats)': 2.5 } }, { data: { plan: 'free', 'SUM(seats)': 1 } }];
    expect((await store.query(bySeats)).data.results).toEqual(results);
    // The writer does one thing after the other: when this is written the columns are there.
    await append([{ plan: 'free', seats: 4 }]);
    expect((await store.query(bySeats)).data.results).toEqual([
      { data: { plan: 'free', 'SUM(seats)': 5 } },
      { data: { plan: 'paid', 'SUM(seats)': 2.5 } },
    ]);
    // A text among the numbers: what the column cannot hold is still found.
    await store.append({
      spans: [aSpan({ attributes: { plan: 'free', seats: 'many' }, start_ms: epochMs })],
      logs: [],
    });
    const seats = readQuerySpec({
      breakdowns: ['seats'],
      filters: [{ column: 'seats', op: 'exists' }],
      time_range: 86_400,
    });
    expect((await store.query(seats)).data.results.map(({ data }) => data['seats'])).toEqual(['1', '2.5', '4', 'many']);
  });

  it('gives back what it took, to the nanosecond and whatever the characters', async () => {
    const store = await start({ dataDir: await dataDir() });
    const trace_id = 'a'.repeat(32);
    const span = aSpan({
      trace_id,
      parent_id: '00f067aa0ba902b7',
      trace_state: 'a=1',
      name: 'naïve "name" \u0000 😀',
      kind: 'consumer',
      scope: { name: 'scope', version: '1.2.3' },
      start_ns: '1790000000123456789',
      duration_ns: 1,
      status_code: 2,
      status_message: "can't",
      attributes: { list: [1, 'a', null], map: { of: { maps: true } }, 'a/b~c"': 0.1, big: 9_007_199_254_740_991 },
      events: [
        { name: 'late', time_ns: '1790000000000000002', attributes: { n: 1 } },
        { name: 'early', time_ns: '1790000000000000001', attributes: {} },
      ],
      links: [{ trace_id: 'b'.repeat(32), span_id: 'c'.repeat(16), attributes: { why: 'retry' } }],
    });
    const log = aLog({ trace_id, span_id: span.span_id, time_ns: '1790000000123456790', attributes: { k: 'v' } });
    await store.append({ spans: [span], logs: [log] });
    expect(await store.trace(trace_id)).toEqual({ trace_id, spans: [span], logs: [log], truncated: false });
    expect(await store.trace('0'.repeat(32))).toBeUndefined();
  });

  it('knows the values of a field from all of the run, whatever came last', async () => {
    const store = await start({ dataDir: await dataDir() });
    await store.append({ spans: spansOf('early', 4_000, epochMs), logs: [] });
    await store.append({ spans: spansOf('late', 6_000, epochMs + 1000), logs: [] });
    await store.append({ spans: spansOf('last', 1, epochMs + 2000), logs: [] });
    const zone = (await store.fields()).fields.find(({ name }) => name === 'zone');
    expect(zone?.top.map(({ value }) => value)).toEqual(['late', 'early', 'last']);
  });

  it('finds what is different about a region of a heatmap', async () => {
    const store = await start({ dataDir: await dataDir() });
    const spans = Array.from({ length: 200 }, (_, index) =>
      aSpan({
        start_ms: epochMs + index,
        duration_ns: index % 10 === 0 ? 900_000_000 : 5_000_000,
        attributes: {
          build: index % 10 === 0 ? 'new' : 'old',
          zone: index % 2 === 0 ? 'a' : 'b',
          request: `r${index}`,
        },
      }),
    );
    await store.append({ spans, logs: [] });
    const times = { start_time: epochMs / 1000, end_time: epochMs / 1000 + 10 };
    const region = { column: 'duration_ms', ...times, min: 500, max: 1000 };
    const { inside, outside, fields } = await store.compare({ query: readQuerySpec(times), region });
    expect([inside, outside]).toEqual([20, 180]);
    expect(fields.map(({ name }) => name)).toEqual(['build', 'zone']);
    expect(fields[0]).toEqual({
      name: 'build',
      difference: 1,
      values: expect.arrayContaining([
        { value: 'new', inside: 1, outside: 0 },
        { value: 'old', inside: 0, outside: 1 },
      ]) as unknown,
    });
  });
});
