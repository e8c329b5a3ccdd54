import { barIn, moved, ticksOf, zoomed } from './time-range.js';

const whole = { from: 0, to: 100 };

describe('the time that is looked at', () => {
  it.each([
    [{ from: 0, to: 100 }, 5, [0, 20, 40, 60, 80]],
    [{ from: 13, to: 27 }, 6, [15, 20, 25]],
    [{ from: 0, to: 0.003 }, 4, [0, 0.001, 0.002]],
    [{ from: 5, to: 5 }, 4, []],
  ])('has round ticks in %j', (range, most, ticks) => {
    const found = ticksOf(range, most).map(({ at }) => Number(at.toPrecision(6)));
    expect(found).toEqual(ticks);
  });

  it('clips bars at its edges, and leaves out those beyond', () => {
    const range = { from: 20, to: 60 };
    expect(barIn(range, 0, 40)).toEqual({ left: 0, width: 0.5 });
    expect(barIn(range, 30, 30)).toEqual({ left: 0.25, width: 0 });
    expect(barIn(range, 61, 90)).toBeUndefined();
    expect(barIn({ from: 5, to: 5 }, 5, 5)).toEqual({ left: 0, width: 1 });
  });

  it('zooms around a moment that stays where it is, and never leaves the whole', () => {
    expect(zoomed(whole, whole, 50, 0.5)).toEqual({ from: 25, to: 75 });
    expect(zoomed({ from: 0, to: 20 }, whole, 0, 2)).toEqual({ from: 0, to: 40 });
    expect(zoomed({ from: 10, to: 90 }, whole, 20, 4)).toEqual(whole);
    expect(moved({ from: 90, to: 110 }, whole)).toEqual({ from: 80, to: 100 });
  });
});
