import { lineTime, wholeTime } from './line-time.js';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 4, 5, 123).getTime();

describe('the time of a line', () => {
  it('has its day where the line above is of another', () => {
    expect(lineTime(at(25, 13), at(25, 18))).toBe('13:04:05.123');
    expect(lineTime(at(22, 14), at(25, 13))).toBe('22 Nov, 14:04:05');
    expect(lineTime(at(25, 13), at(22, 14))).toBe('25 Nov, 13:04:05');
  });

  it('is whole where there is room for it', () => {
    expect(wholeTime(at(25, 18))).toBe('25 Nov 2026, 18:04:05.123');
  });
});
