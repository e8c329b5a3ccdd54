import { paced } from './paced.js';

describe('what is paced', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs at once, and once more after a burst', () => {
    let runs = 0;
    const run = paced(() => (runs += 1), 1_000);
    run();
    expect(runs).toBe(1);
    for (let call = 0; call < 50; call += 1) run();
    expect(runs).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(runs).toBe(2);
    jest.advanceTimersByTime(5_000);
    expect(runs).toBe(2);
    run();
    expect(runs).toBe(3);
  });
});
