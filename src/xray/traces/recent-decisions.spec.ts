import { RecentDecisions } from './recent-decisions.js';

const idOf = (number: number) => number.toString(16).padStart(32, '0');

describe('recent decisions', () => {
  it.each([1, 2, 10, 768])('are those of the last %i traces, and at most as many from before', (size) => {
    const decisions = new RecentDecisions(size);
    for (let trace = 1; trace <= 5 * size + 3; trace += 1) {
      decisions.set(idOf(trace), trace % 3 === 0);
      for (const ago of [0, size >> 1, size - 1].filter((one) => one < trace))
        expect(decisions.get(idOf(trace - ago))).toBe((trace - ago) % 3 === 0);
      expect(decisions.get(idOf(trace + 1))).toBeUndefined();
    }
    for (let trace = 1; trace <= 3 * size; trace += 1) expect(decisions.get(idOf(trace))).toBeUndefined();
  });

  it('may change', () => {
    const decisions = new RecentDecisions(2);
    decisions.set(idOf(1), false);
    decisions.set(idOf(1), true);
    expect(decisions.get(idOf(1))).toBe(true);
  });
});
