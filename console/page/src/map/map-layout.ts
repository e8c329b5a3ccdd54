import type { MapAnswer, MapEdge } from '../../../api/answers.js';
import { columnsOf, type MapNode } from './map-columns.js';
import { type Box, boxOf, freePlace, labelOf } from './map-labels.js';
import { lineBack, lineOnward, pointOn } from './map-lines.js';
import { COLUMN, GAP, MARGIN, NODE_HEIGHT, NODE_WIDTH, type Point } from './map-measures.js';
import { nodeKey, type Slot, slotsOf, waysOf } from './map-slots.js';

export interface PlacedNode {
  readonly node: MapNode;
  /** The middle of its left side. */
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly edge: MapEdge;
  /** A line of SVG from the right side of one to the left side of the other, behind no node. */
  readonly path: string;
  readonly label: string;
  /** The middle of the label. */
  readonly labelX: number;
  readonly labelY: number;
}
export interface MapLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Of a line that goes back, below the nodes. */
const LANE = 26;
/** Lines that go back, from the sides of the nodes: the first, and at most how much further the last. */
const ASIDE = 14;
const FURTHER = 42;

/** Where on a curve its label is tried. */
const SHARES = [0.5, 0.42, 0.58, 0.36, 0.64];

/** Callers left of what they call, in columns; within a column near what calls them. */
export function layOut({ nodes, edges: all }: MapAnswer): MapLayout {
  const names = new Set(nodes.map(({ name }) => name));
  const edges = all.filter(({ from, to }) => names.has(from) && names.has(to));
  const columns = columnsOf(nodes, edges);
  const columnOf = new Map(columns.flatMap((column, index) => column.map(({ name }) => [name, index])));
  const length = ({ from, to }: MapEdge) => columnOf.get(to)! - columnOf.get(from)!;
  const backs = edges.filter((edge) => length(edge) <= 0).toSorted((one, other) => length(other) - length(one));
  const step = Math.min(7, FURTHER / backs.length);
  const side = MARGIN + (backs.length > 0 ? ASIDE + step * backs.length : 0);

  const { places, height } = place(slotsOf(columns, edges, columnOf), side);
  const at = (key: string) => places.get(key)!;
  const placed = nodes.map((node): PlacedNode => ({ node, ...at(nodeKey(node.name)) }));
  const taken = placed.map(plateOf);

  const onward = edges
    .filter((edge) => length(edge) > 0)
    .toSorted((one, other) => length(other) - length(one))
    .map((edge): PlacedEdge => {
      const [from, to] = [at(nodeKey(edge.from)), at(nodeKey(edge.to))];
      const ways = waysOf(edge, columnOf).map(at);
      const alone = ways.map(({ x, y }) => ({ x: x + NODE_WIDTH / 2, y }));
      const label = labelOf(edge);
      const free = freePlace(label, [...alone, ...SHARES.map((share) => pointOn(from, ways[0] ?? to, share))], taken);
      taken.push(boxOf(label, free));
      return { edge, path: lineOnward(from, ways, to), label, labelX: free.x, labelY: free.y };
    });
  const back = backs.map((edge, index): PlacedEdge => {
    const [from, to] = [at(nodeKey(edge.from)), at(nodeKey(edge.to))];
    const lane = height + (index + 0.5) * LANE;
    const path = lineBack(from, to, { aside: ASIDE + index * step, lane });
    return { edge, path, label: labelOf(edge), labelX: (from.x + NODE_WIDTH + to.x) / 2, labelY: lane };
  });
  const width = Math.max(1, columns.length) * COLUMN - GAP + 2 * side;
  return { nodes: placed, edges: [...onward, ...back], width, height: height + backs.length * LANE };
}

/** The middle of the left side of each slot, columns one beside the other, each in the middle of the height. */
function place(columns: readonly (readonly Slot[])[], side: number) {
  const heights = columns.map((column) => column.reduce((sum, { height }) => sum + height, 0));
  const height = Math.max(1, ...heights) + 2 * MARGIN;
  const places = new Map<string, Point>();
  columns.forEach((column, index) => {
    let top = (height - heights[index]!) / 2;
    for (const slot of near(column, places)) {
      places.set(slot.key, { x: side + index * COLUMN, y: top + slot.height / 2 });
      top += slot.height;
    }
  });
  return { places, height };
}

const requests = ({ node }: Slot) => node?.requests ?? 0;

function near(column: readonly Slot[], places: ReadonlyMap<string, Point>): readonly Slot[] {
  const heightOf = ({ callers }: Slot) => {
    const ys = callers.flatMap((key) => places.get(key)?.y ?? []);
    return ys.length === 0 ? 0 : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  return column.toSorted((one, other) => heightOf(one) - heightOf(other) || requests(other) - requests(one));
}

function plateOf({ x, y }: PlacedNode): Box {
  return { left: x, right: x + NODE_WIDTH, top: y - NODE_HEIGHT / 2, bottom: y + NODE_HEIGHT / 2 };
}
