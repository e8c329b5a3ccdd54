import { ByteBudget } from './byte-budget.js';

/** A holder of pieces of 10 bytes that gives up one at a time. */
function holder(budget: ByteBudget, canGiveUp = true) {
  let pieces = 0;
  const share = budget.join(() => {
    if (!canGiveUp || pieces === 0) return false;
    pieces -= 1;
    share.charge(-10);
    return true;
  });
  const take = () => {
    const taken = share.reserve(10);
    pieces += taken ? 1 : 0;
    return taken;
  };
  return { take, pieces: () => pieces };
}

describe('ByteBudget', () => {
  it('lends what is free, and takes it back when another wants its share', () => {
    const budget = new ByteBudget(100);
    const [greedy, modest] = [holder(budget), holder(budget)];
    for (let piece = 0; piece < 10; piece += 1) expect(greedy.take()).toBe(true);
    for (let piece = 0; piece < 5; piece += 1) expect(modest.take()).toBe(true);
    expect([greedy.pieces(), modest.pieces(), budget.heldBytes]).toEqual([5, 5, 100]);
  });

  it('makes a holder at its share give up its own oldest, not that of another', () => {
    const budget = new ByteBudget(100);
    const [one, other] = [holder(budget), holder(budget)];
    for (let piece = 0; piece < 5; piece += 1) expect([one.take(), other.take()]).toEqual([true, true]);
    expect(one.take()).toBe(true);
    expect([one.pieces(), other.pieces(), budget.heldBytes]).toEqual([5, 5, 100]);
  });

  it('refuses when nobody over its share can give anything up', () => {
    const budget = new ByteBudget(50);
    const [stuck, other] = [holder(budget, false), holder(budget)];
    for (let piece = 0; piece < 5; piece += 1) stuck.take();
    expect(other.take()).toBe(false);
    expect(budget.heldBytes).toBe(50);
  });

  it('refuses what is larger than all, without making anybody give up anything', () => {
    const budget = new ByteBudget(50);
    const one = holder(budget);
    one.take();
    expect(budget.join(() => false).reserve(51)).toBe(false);
    expect(one.pieces()).toBe(1);
  });
});
