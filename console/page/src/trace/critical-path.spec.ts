import * as fc from 'fast-check';
import { criticalPath } from './critical-path.js';
import { span } from './span-fixture.js';
import { growTree } from './span-tree.js';

const pathOf = (...spans: ReturnType<typeof span>[]) => {
  const path = criticalPath(growTree({ spans, logs: [] }).roots[0]!);
  return Object.fromEntries(
    [...path].map(([id, stretches]) => [id, stretches.map(({ fromMs, toMs }) => [fromMs, toMs])]),
  );
};

describe('the critical path', () => {
  it('is the whole of a span without children', () => {
    expect(pathOf(span('a', undefined, 0, 10))).toEqual({ a: [[0, 10]] });
  });

  it('runs through children one after the other, and through the gaps between', () => {
    expect(pathOf(span('a', undefined, 0, 100), span('b', 'a', 10, 40), span('c', 'a', 60, 90))).toEqual({
      a: [
        [0, 10],
        [40, 60],
        [90, 100],
      ],
      b: [[10, 40]],
      c: [[60, 90]],
    });
  });

  it('takes of two at a time the one that ended last, and of the other what came before', () => {
    expect(pathOf(span('a', undefined, 0, 100), span('b', 'a', 0, 50), span('c', 'a', 20, 100))).toEqual({
      a: [],
      b: [[0, 20]],
      c: [[20, 100]],
    });
  });

  it('leaves out what was hidden behind another', () => {
    expect(pathOf(span('a', undefined, 0, 100), span('b', 'a', 0, 100), span('c', 'a', 20, 60))).not.toHaveProperty(
      'c',
    );
  });

  it('cuts a child that outlived its parent', () => {
    expect(pathOf(span('a', undefined, 0, 50), span('b', 'a', 40, 90))).toEqual({ a: [[0, 40]], b: [[40, 50]] });
  });

  it('covers every moment of the root exactly once', () => {
    const child = fc.tuple(fc.integer({ min: -1, max: 8 }), fc.nat(120), fc.nat(60));
    fc.assert(
      fc.property(fc.array(child, { maxLength: 9 }), (children) => {
        const spans = children.map(([parent, from, length], at) =>
          span(`s${at}`, parent >= 0 && parent < at ? `s${parent}` : 'root', from, from + length),
        );
        const path = criticalPath(
          growTree({ spans: [span('root', undefined, 0, 100), ...spans], logs: [] }).byId.get('root')!,
        );
        const stretches = [...path.values()].flat().toSorted((one, other) => one.fromMs - other.fromMs);
        expect(stretches[0]?.fromMs).toBe(0);
        expect(stretches.at(-1)?.toMs).toBe(100);
        stretches.slice(1).forEach(({ fromMs }, at) => expect(fromMs).toBeCloseTo(stretches[at]!.toMs, 9));
      }),
    );
  });
});
