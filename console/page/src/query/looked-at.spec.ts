import { readLooked, readRegion } from './looked-at.js';

describe('what of an answer is looked at', () => {
  const region = { column: 'duration_ms', start_time: 1, end_time: 2, min: 0, max: 9.5 };
  const looked = { title: '/a', filters: [{ column: 'r', op: '=', value: '/a' }] };

  it('is read from the address', () => {
    expect(readRegion(JSON.stringify(region))).toEqual(region);
    expect(readLooked(JSON.stringify(looked))).toEqual(looked);
    expect(readLooked(JSON.stringify({ ...looked, time: [1, 2] }))).toEqual({ ...looked, time: [1, 2] });
    expect(readLooked(JSON.stringify({ ...looked, time: ['x'] }))).toEqual(looked);
  });

  it.each([undefined, '', '{', 'null', '[]', '{"column": "a", "start_time": "1"}'])('is nothing for %j', (text) => {
    expect([readRegion(text), readLooked(text)]).toEqual([undefined, undefined]);
  });
});
