import { timeToLiveMs } from './time-to-live.js';

describe('timeToLiveMs', () => {
  it.each([
    ['30-days', 720],
    ['7-days', 168],
    ['3-days', 72],
    ['1-day', 24],
    ['12-hours', 12],
    ['3-hours', 3],
    ['1-hour', 1],
  ])('knows %s', (ttl, hours) => {
    expect(timeToLiveMs(ttl)).toBe(hours * 3_600_000);
  });

  it.each(['2-days', '7-DAYS', '', null, undefined, 7, ['7-days'], '__proto__', 'constructor'])(
    'knows no %j',
    (ttl) => {
      expect(timeToLiveMs(ttl)).toBeUndefined();
    },
  );
});
