import type { MapAnswer } from '../../../api/answers.js';
import { layOut, NODE_WIDTH } from './map-layout.js';

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
});
