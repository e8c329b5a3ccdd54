import { ReservoirSampler } from './reservoir.sampler.js';

describe('a reservoir and a rate', () => {
  it('takes the first traces of every second and a part of the others', () => {
    const time = { s: 100 };
    const numbers = [0.09, 0.1, 0.99];
    const sampler = new ReservoirSampler({ reservoir: 2, rate: 0.1 }, () => time.s, () => numbers.shift()!); // prettier-ignore
    expect([1, 2, 3, 4, 5].map(() => sampler.decide())).toEqual([true, true, true, false, false]);
    time.s = 101.5;
    expect([1, 2].map(() => sampler.decide())).toEqual([true, true]);
  });

  it.each([
    [0, false],
    [1, true],
  ])('with a rate of %d decides %s for all of the rest', (rate, expected) => {
    const sampler = new ReservoirSampler({ reservoir: 0, rate });
    expect(new Set(Array.from({ length: 1_000 }, () => sampler.decide()))).toEqual(new Set([expected]));
  });
});
