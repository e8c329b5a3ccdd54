import { BoundedMap } from './bounded-map.js';

describe('a bounded map', () => {
  it('has the last keys that were set, and at most as many from before', () => {
    const map = new BoundedMap<number, boolean>(10);
    for (let key = 1; key <= 1_000; key += 1) {
      map.set(key, key % 2 === 0);
      const last = Array.from({ length: Math.min(key, 10) }, (_, ago) => key - ago);
      expect(last.map((each) => map.get(each))).toEqual(last.map((each) => each % 2 === 0));
      expect(map.get(key - 20)).toBeUndefined();
    }
  });

  it('has the latest value of a key that was set again, and none of one that was deleted', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 1);
    map.set('a', 2);
    expect([map.get('a'), map.get('b')]).toEqual([2, 1]);
    map.delete('a');
    map.delete('b');
    expect([map.get('a'), map.get('b')]).toEqual([undefined, undefined]);
  });
});
