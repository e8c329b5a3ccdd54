import { aSpan } from '../../../test/support/console/span-rows.js';
import { LastingStore } from './lasting-store.js';
import { MemoryStore } from './memory/memory-store.js';
import type { ReceivedRows, SpanStore } from './span-store.js';

const rows = { spans: [aSpan()], logs: [] };

/** As the engine speaks once a checkpoint has failed. */
class GivenUpStore extends MemoryStore {
  closed = 0;

  override append(_rows: ReceivedRows): Promise<void> {
    return Promise.reject(
      new Error('FATAL Error: Failed: database has been invalidated because of a previous fatal error'),
    );
  }

  override async close(): Promise<void> {
    this.closed += 1;
    throw new Error('nor can it be closed');
  }
}

function lasting(stores: (SpanStore | Error)[]) {
  const said: string[] = [];
  let now = 0;
  const open = () => {
    const next = stores.shift();
    return next === undefined || next instanceof Error
      ? Promise.reject(next ?? new Error('no more'))
      : Promise.resolve(next);
  };
  const store = LastingStore.open({ open, say: (line) => said.push(line), clock: () => now });
  return { said, store, later: () => (now += 10_000) };
}

describe('a store whose engine gives its file up', () => {
  it('begins a new run, says so, and lets the old file go', async () => {
    const lost = new GivenUpStore();
    const { said, store } = lasting([lost, new MemoryStore()]);
    await expect((await store).append(rows)).rejects.toThrow('invalidated');
    await (await store).append(rows);
    expect((await (await store).runs()).runs[0]?.spans).toBe(1);
    expect([said, lost.closed]).toEqual([[expect.stringContaining('a new run has begun')], 1]);
  });

  it('begins one run, however many questions fail together', async () => {
    const { said, store } = lasting([new GivenUpStore(), new MemoryStore()]);
    const lostStore = await store;
    const failed = await Promise.allSettled([1, 2, 3].map(() => lostStore.append(rows)));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(said).toHaveLength(1);
  });

  it('tries again after a while where a new run cannot be begun either', async () => {
    const { said, store, later } = lasting([new GivenUpStore(), new Error('ENOSPC'), new MemoryStore()]);
    const lostStore = await store;
    await expect(lostStore.append(rows)).rejects.toThrow('invalidated');
    await expect(lostStore.append(rows)).rejects.toThrow('invalidated');
    expect(said).toEqual([expect.stringContaining('ENOSPC')]);
    later();
    await expect(lostStore.append(rows)).rejects.toThrow('invalidated');
    await lostStore.append(rows);
  });

  it('leaves other errors to whoever asked', async () => {
    const { said, store } = lasting([new MemoryStore()]);
    await expect((await store).map('another')).rejects.toMatchObject({ name: 'RunNotFound' });
    expect(said).toEqual([]);
  });
});
