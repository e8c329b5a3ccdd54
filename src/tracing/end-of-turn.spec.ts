import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EndOfTurn } from './end-of-turn.js';

function collecting() {
  const done: number[] = [];
  return { done, turn: new EndOfTurn<number>((item) => done.push(item)) };
}

describe('what waits for the end of the turn', () => {
  it('is worked off then, in its order, and what comes later in the next', async () => {
    const { done, turn } = collecting();
    for (const item of [1, 2, 3]) turn.add(item);
    await Promise.resolve();
    expect(done).toEqual([]);
    await nextTurn();
    expect(done).toEqual([1, 2, 3]);
    turn.add(4);
    expect(done).toHaveLength(3);
    await nextTurn();
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('is worked off in between where a turn brings very much', async () => {
    const { done, turn } = collecting();
    for (let item = 0; item < 1_200; item += 1) turn.add(item);
    expect(done).toHaveLength(1_024);
    await nextTurn();
    expect(done).toEqual(Array.from({ length: 1_200 }, (_, item) => item));
  });

  it('is worked off at once when somebody cannot wait, and always where no turn may follow', async () => {
    const { done, turn } = collecting();
    turn.add(1);
    turn.drain();
    turn.drain();
    expect(done).toEqual([1]);
    turn.add(2);
    turn.close();
    turn.add(3);
    expect(done).toEqual([1, 2, 3]);
    await nextTurn();
    expect(done).toEqual([1, 2, 3]);
  });

  it('may bring more work', async () => {
    const done: number[] = [];
    const turn = new EndOfTurn<number>((item) => {
      done.push(item);
      if (item < 3) turn.add(item + 1);
    });
    turn.add(1);
    await nextTurn();
    expect(done).toEqual([1]);
    await nextTurn();
    await nextTurn();
    expect(done).toEqual([1, 2, 3]);
  });

  it('belongs to nobody’s request', async () => {
    const request = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const turn = new EndOfTurn<number>(() => seen.push(request.getStore()));
    request.run('a request', () => turn.add(1));
    await nextTurn();
    expect(seen).toEqual([undefined]);
  });
});
