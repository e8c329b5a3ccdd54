import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aLog, aSpan } from '../../../../test/support/console/span-rows.js';
import { readQuerySpec } from '../../query/read-query-spec.js';
import { MemoryStore } from './memory-store.js';

const epochMs = 1_790_000_000_000;
const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(32));

function names(store: MemoryStore): Promise<readonly string[]> {
  return store.traces({}).then(({ traces }) => traces.map(({ name }) => name));
}

describe('the store in memory', () => {
  it('lets the oldest traces leave whole when it is full', async () => {
    const store = new MemoryStore(() => epochMs, 4);
    for (const [place, trace_id] of ids.entries()) {
      const spans = [1, 2].map((n) => aSpan({ trace_id, name: `${place}`, start_ms: epochMs + place * 10 + n }));
      await store.append({ spans, logs: [] });
    }
    expect(await names(store)).toEqual(['2', '1']);
    expect((await store.runs()).runs[0]).toMatchObject({ id: 'memory', current: true, spans: 4 });
    expect(await store.trace(ids[0] ?? '')).toBeUndefined();
  });

  it('keeps the newest spans of a trace that is larger than all its room', async () => {
    const store = new MemoryStore(() => epochMs, 3);
    const spans = [0, 1, 2, 3, 4].map((n) => aSpan({ trace_id: ids[0] ?? '', name: `${n}`, start_ms: epochMs + n }));
    await store.append({ spans, logs: [] });
    expect((await store.trace(ids[0] ?? ''))?.spans.map(({ name }) => name)).toEqual(['2', '3', '4']);
  });

  it('has no other run', async () => {
    await expect(new MemoryStore().map('yesterday')).rejects.toMatchObject({ name: 'RunNotFound' });
  });

  it('gives pages of traces and of logs', async () => {
    const store = new MemoryStore(() => epochMs);
    const at = [1, 2, 3].map((n) => epochMs + n);
    await store.append({
      spans: at.map((start_ms) => aSpan({ name: `${start_ms - epochMs}`, start_ms })),
      logs: at.map((at_ms) => aLog({ body: `${at_ms - epochMs}`, at_ms })),
    });
    const first = await store.traces({ limit: 2 });
    expect(first.traces.map(({ name }) => name)).toEqual(['3', '2']);
    const second = await store.traces({ limit: 2, before: first.next ?? '' });
    expect(second).toMatchObject({ traces: [{ name: '1' }] });
    expect(second.next).toBeUndefined();
    const logs = await store.logs({ limit: 1 });
    expect(logs).toMatchObject({ logs: [{ body: '3' }], next: `${epochMs + 3}000000.1` });
  });

  it('gives every row of one instant, page by page', async () => {
    const store = new MemoryStore(() => epochMs);
    const bodies = ['a', 'b', 'c', 'd', 'e'];
    await store.append({ spans: [], logs: bodies.map((body) => aLog({ body, at_ms: epochMs })) });
    const found = [];
    let before: string | undefined;
    do {
      const { logs, next } = await store.logs({ limit: 2, before });
      found.push(...logs.map(({ body }) => body));
      before = next;
    } while (before !== undefined);
    expect(found).toEqual(bodies);
  });
});

describe('the saved queries', () => {
  const folder = 'console/queries';
  const saved = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  const common = { 'http.route': '/a', 'http.response.status_code': 500, 'enduser.id': 'andrewbrown' };

  it.each(saved)('%s runs', async (_, text) => {
    const { query, ...described } = JSON.parse(text) as { readonly query: unknown };
    expect(described).toEqual({ name: expect.any(String) as unknown, description: expect.any(String) as unknown });
    const store = new MemoryStore(() => epochMs);
    const attributes = { ...common, 'app.result_length': 3 };
    await store.append({ spans: [aSpan({ kind: 'server', status_code: 2, start_ms: epochMs, attributes })], logs: [] });
    expect((await store.query(readQuerySpec(query))).data.results).toHaveLength(1);
  });
});
