import { formatRoute, parseRoute } from '../address/route.js';
import { log, span } from './span-fixture.js';
import { growTree } from './span-tree.js';
import { readSeen, writeSeen } from './trace-address.js';
import { waterfallRows } from './waterfall-rows.js';

const tree = growTree({ spans: [span('root', undefined, 0, 100), span('db', 'root', 1, 9)], logs: [log('root', 50)] });
const rows = waterfallRows(tree, { folded: new Set(), logs: true });
const whole = { critical: false, zoomedIn: false, range: { from: 0, to: 100 } };
const again = (...[at, how]: [number, typeof whole]) =>
  readSeen(parseRoute(formatRoute('trace', writeSeen(rows[at]!, { ...how, active: at }), 't1')).params);

describe("a trace's view in the address", () => {
  it('is nothing as it begins', () => {
    expect(formatRoute('trace', writeSeen(rows[0]!, { ...whole, active: 0 }), 't1')).toBe('#/trace/t1');
    expect(again(0, whole)).toEqual({ isLine: false, critical: false });
  });

  it('reads back what it writes: the row, the stretch of time and the critical path', () => {
    expect(again(1, whole)).toEqual({ key: 'db', isLine: false, critical: false });
    expect(again(2, whole)).toEqual({ key: 'root-0', isLine: true, critical: false });
    const range = { from: -1.5, to: 20.123_46 };
    expect(again(0, { critical: true, zoomedIn: true, range })).toEqual({
      isLine: false,
      critical: true,
      range: { from: -1.5, to: 20.123_5 },
    });
  });

  it('takes no stretch that is none', () => {
    for (const [from, to] of [
      ['5', '5'],
      ['x', '9'],
      ['9', '1'],
    ]) {
      expect(readSeen({ from: from!, to: to! }).range).toBeUndefined();
    }
  });
});
