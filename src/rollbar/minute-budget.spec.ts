import { MinuteBudget } from './minute-budget.js';

describe('MinuteBudget', () => {
  it('lets so many a minute through, and tells the first over it from the others', () => {
    let now = 5;
    const budget = new MinuteBudget(2, () => now);
    const take = () => [budget.take(), budget.take(), budget.take(), budget.take()];

    expect(take()).toEqual(['within', 'within', 'first over', 'over']);
    now += 59_999;
    expect(budget.take()).toBe('over');
    now += 1;
    expect(take()).toEqual(['within', 'within', 'first over', 'over']);
  });
});
