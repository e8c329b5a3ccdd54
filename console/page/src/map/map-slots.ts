import type { MapEdge } from '../../../api/answers.js';
import type { MapNode } from './map-columns.js';
import { ROW, WAY } from './map-measures.js';

/** A place in a column: a node, or the room of a line that goes past the nodes there. */
export interface Slot {
  readonly key: string;
  readonly node?: MapNode;
  readonly height: number;
  /** The keys of the slots that lines come from, in the columns before. */
  readonly callers: readonly string[];
}

export const nodeKey = (name: string) => `node ${name}`;

/** The slots that an edge goes through on its way, from column to column; none for what calls back or goes to the next. */
export function waysOf({ from, to }: MapEdge, columnOf: ReadonlyMap<string, number>): readonly string[] {
  const [first, last] = [columnOf.get(from)! + 1, columnOf.get(to)!];
  return Array.from({ length: Math.max(last - first, 0) }, (_, index) => `way ${first + index} ${from} > ${to}`);
}

export function slotsOf(
  columns: readonly (readonly MapNode[])[],
  edges: readonly MapEdge[],
  columnOf: ReadonlyMap<string, number>,
): Slot[][] {
  const slots = columns.map((column) =>
    column.map((node): Slot => {
      const into = edges.filter(({ to }) => to === node.name);
      const callers = into.map((edge) => waysOf(edge, columnOf).at(-1) ?? nodeKey(edge.from));
      return { key: nodeKey(node.name), node, height: ROW, callers };
    }),
  );
  for (const edge of edges) {
    waysOf(edge, columnOf).forEach((key, index, ways) => {
      const before = ways[index - 1] ?? nodeKey(edge.from);
      slots[columnOf.get(edge.from)! + 1 + index]!.push({ key, height: WAY, callers: [before] });
    });
  }
  return slots;
}
