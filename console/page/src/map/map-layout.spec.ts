import type { MapAnswer } from '../../../api/answers.js';
import * as fc from 'fast-check';
import { boxOf, overlap } from './map-labels.js';
import { layOut, type MapLayout } from './map-layout.js';
import { NODE_HEIGHT, NODE_WIDTH } from './map-measures.js';

const map = (names: string[], ...calls: [from: string, to: string][]): MapAnswer => ({
  nodes: names.map((name) => ({ name, kind: 'service', requests: 1, errors: 0 })),
  edges: calls.map(([from, to]) => ({ from, to, requests: 1, errors: 0, p90_ms: 1 })),
});
const columnOf = (answer: MapAnswer) => {
  const xs = [...new Set(layOut(answer).nodes.map(({ x }) => x))].toSorted((one, other) => one - other);
  return Object.fromEntries(layOut(answer).nodes.map(({ node, x }) => [node.name, xs.indexOf(x)]));
};

describe('the map', () => {
  it('puts callers left of what they call, by the longest way', () => {
    expect(columnOf(map(['web', 'api', 'db'], ['web', 'api'], ['api', 'db'], ['web', 'db']))).toEqual({
      web: 0,
      api: 1,
      db: 2,
    });
  });

  it('lets the busier direction lead where services call each other', () => {
    const answer = map(['a', 'b'], ['a', 'b'], ['b', 'a']);
    const busier = answer.edges.map((edge) => ({ ...edge, requests: edge.from === 'b' ? 9 : 2 }));
    expect(columnOf({ ...answer, edges: busier })).toEqual({ b: 0, a: 1 });
  });

  it('comes to an end where services call each other, or themselves', () => {
    expect(Object.keys(columnOf(map(['a', 'b', 'c'], ['a', 'b'], ['b', 'a'], ['c', 'c'])))).toHaveLength(3);
  });

  it('never puts two in one place, and keeps all of them inside', () => {
    const { nodes, width, height } = layOut(map(['a', 'b', 'c', 'd', 'e'], ['a', 'b'], ['a', 'c'], ['a', 'd']));
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(5);
    for (const { x, y } of nodes) {
      expect(x + NODE_WIDTH).toBeLessThanOrEqual(width);
      expect(y).toBeLessThan(height);
    }
  });

  it('leaves out a call of somebody who is not there, and is empty for nothing', () => {
    expect(layOut(map(['a'], ['a', 'gone'])).edges).toEqual([]);
    expect(layOut(map([])).nodes).toEqual([]);
  });

  it('says what it says of each line where it covers no other, and no node', () => {
    const names = ['web', 'media', 'batch', 'backend-nest', 'postgresql'];
    const calls: [string, string, number][] = [
      ['backend-nest', 'postgresql', 1_127],
      ['media', 'batch', 739],
      ['batch', 'backend-nest', 714],
      ['batch', 'media', 680],
      ['backend-nest', 'batch', 621],
      ['web', 'backend-nest', 420],
      ['backend-nest', 'media', 268],
      ['media', 'backend-nest', 233],
    ];
    const busy = map(names);
    const edges = calls.map(([from, to, requests]) => ({ from, to, requests, errors: 9, p90_ms: 3_380 }));
    const layout = layOut({ ...busy, edges });
    const boxes = layout.edges.map(({ label, labelX, labelY }) => boxOf(label, { x: labelX, y: labelY }));
    expect(boxes).toHaveLength(8);
    const all = [...boxes, ...layout.nodes.map((node) => plate(node, 0))];
    const pairs = all.flatMap((one, index) => all.slice(index + 1).filter((other) => overlap(one, other)));
    expect(pairs).toEqual([]);
  });

  it('draws no line behind a node, whoever calls whom', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, name), { selector: ([from, to]) => `${from}>${to}` }), (calls) => {
        const layout = layOut(map(['a', 'b', 'c', 'd', 'e', 'f'], ...calls));
        expect(layout.edges).toHaveLength(calls.length);
        expect(behind(layout)).toEqual([]);
      }),
    );
  });
});

const plate = ({ x, y }: { x: number; y: number }, within: number) => ({
  left: x + within,
  right: x + NODE_WIDTH - within,
  top: y - NODE_HEIGHT / 2 + within,
  bottom: y + NODE_HEIGHT / 2 - within,
});

/** Points of lines that are inside of a node. */
function behind({ nodes, edges }: MapLayout) {
  const plates = nodes.map((node) => plate(node, 1));
  return edges.flatMap(({ path }) =>
    pointsOf(path).filter(({ x, y }) =>
      plates.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom),
    ),
  );
}

/** Along a path of M, H, V, Q and C: its ends, and places between. */
function pointsOf(path: string) {
  let here = { x: 0, y: 0 };
  return [...path.matchAll(/([MHVQC])([^MHVQC]+)/g)].flatMap(([, command, text]) => {
    const numbers = text!.split(' ').map(Number);
    const from = here;
    if (command === 'H') here = { x: numbers[0]!, y: from.y };
    else if (command === 'V') here = { x: from.x, y: numbers[0]! };
    else here = { x: numbers.at(-2)!, y: numbers.at(-1)! };
    const start = command === 'M' ? here : from;
    const ease = (share: number) => (command === 'C' ? 3 * share ** 2 - 2 * share ** 3 : share);
    const to = here;
    return Array.from({ length: 21 }, (_, index) => ({
      x: start.x + (index / 20) * (to.x - start.x),
      y: start.y + ease(index / 20) * (to.y - start.y),
    }));
  });
}
