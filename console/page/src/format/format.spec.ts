import { bytes, count, counted, figure, percent } from './amount.js';
import { duration } from './duration.js';
import { age, toMs } from './instant.js';

describe('what is written for people', () => {
  it.each([
    [0, '0 ms'],
    [0.000_5, '0.5 µs'],
    [0.34, '340 µs'],
    [0.999_9, '1 ms'],
    [9.736, '9.74 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
    [7_380_000, '2 h 3 min'],
    [-9.736, '-9.74 ms'],
    [Number.NaN, '–'],
  ])('says %p ms as %j', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([
    [-5_000, 'now'],
    [900, 'now'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
  ])('says %p ms ago as %j', (ago, text) => {
    expect(age(1_000_000_000 - ago, 1_000_000_000)).toBe(text);
  });

  it('says amounts shortly', () => {
    expect([7, 1_204, 18_234].map(count)).toEqual(['7', '1,204', '18.2K']);
    expect([12, 0.123_456, 12_345.6].map(figure)).toEqual(['12', '0.1235', '12.3K']);
    expect([0, 512, 4_210, 48_000_000, 5e15].map(bytes)).toEqual(['0 B', '512 B', '4.21 kB', '48 MB', '5000 TB']);
    expect([counted(1, 'span'), counted(2, 'span'), counted(2, 'query', 'queries')]).toEqual([
      '1 span',
      '2 spans',
      '2 queries',
    ]);
    expect([0, 0.000_4, 0.004, 0.124, 1].map(percent)).toEqual(['0 %', '0.04 %', '0.4 %', '12 %', '100 %']);
  });

  it('keeps the microseconds of an instant', () => {
    expect(toMs('1795000000123456789')).toBe(1_795_000_000_123.456);
  });
});
