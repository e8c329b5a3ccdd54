import { timestamp } from './timestamp.js';

describe('timestamp', () => {
  it('has an offset and six digits, on a whole second too', () => {
    expect(timestamp(new Date('2026-11-21T04:43:28.573Z'))).toBe('2026-11-21T04:43:28.573000+00:00');
    expect(timestamp(new Date('2026-11-21T04:43:28Z'))).toBe('2026-11-21T04:43:28.000000+00:00');
  });
});
