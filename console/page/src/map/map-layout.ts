import type { MapAnswer, MapEdge } from '../../../api/answers.js';

export type MapNode = MapAnswer['nodes'][number];
export interface PlacedNode {
  readonly node: MapNode;
  /** The middle of its left side. */
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly edge: MapEdge;
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  /** A line of SVG from the right side of one to the left side of the other. */
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}
export interface MapLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 56;
const GAP = 200;
const COLUMN = NODE_WIDTH + GAP;
const ROW = NODE_HEIGHT + 34;
const MARGIN = 16;
/** What calls back is drawn below, one under the other. */
const BACK = 26;

interface Surroundings {
  /** How many lines end where this one does. */
  readonly callers: number;
  /** How many were drawn below so far. */
  readonly backs: number;
}

/** Callers left of what they call, in columns; within a column near what calls them. */
export function layOut({ nodes, edges }: MapAnswer): MapLayout {
  const columns = columnsOf(nodes, edges);
  const tallest = Math.max(1, ...columns.map(({ length }) => length));
  const height = tallest * ROW + 2 * MARGIN;
  const placed = new Map<string, PlacedNode>();
  columns.forEach((column, index) => {
    const top = (height - column.length * ROW) / 2;
    near(column, edges, placed).forEach((node, row) => {
      placed.set(node.name, { node, x: MARGIN + index * COLUMN, y: top + (row + 0.5) * ROW });
    });
  });
  let backs = 0;
  const drawn = edges.flatMap((edge) => {
    const from = placed.get(edge.from);
    const to = placed.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const callers = edges.filter((other) => other.to === edge.to).length;
    if (to.x <= from.x) backs += 1;
    return [draw(edge, from, to, { callers, backs })];
  });
  const width = Math.max(1, columns.length) * COLUMN - GAP + 2 * MARGIN;
  return { nodes: [...placed.values()], edges: drawn, width, height: height + backs * BACK };
}

/** By the longest way from a node that nobody calls. */
function columnsOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapNode[][] {
  const onward = withoutCircles(edges);
  const depths = new Map(nodes.map(({ name }) => [name, 0]));
  // Without circles no way is longer than the nodes are many.
  for (let round = 1; round < nodes.length; round += 1) {
    for (const { from, to } of onward) depths.set(to, Math.max(depths.get(to) ?? 0, (depths.get(from) ?? 0) + 1));
  }
  const columns: MapNode[][] = [];
  for (const node of nodes) (columns[depths.get(node.name) ?? 0] ??= []).push(node);
  return columns.filter((column) => column !== undefined);
}

/** Services that call each other stand in the order in which they do it most. */
function withoutCircles(edges: readonly MapEdge[]): readonly MapEdge[] {
  const kept: MapEdge[] = [];
  for (const edge of edges.toSorted((one, other) => other.requests - one.requests)) {
    if (!reaches(edge.to, edge.from, kept)) kept.push(edge);
  }
  return kept;
}

function reaches(start: string, goal: string, edges: readonly MapEdge[]): boolean {
  const seen = new Set([start]);
  for (const name of seen) {
    if (name === goal) return true;
    for (const { from, to } of edges) if (from === name) seen.add(to);
  }
  return false;
}

function near(
  column: readonly MapNode[],
  edges: readonly MapEdge[],
  placed: ReadonlyMap<string, PlacedNode>,
): MapNode[] {
  const heightOf = ({ name }: MapNode) => {
    const callers = edges.flatMap(({ from, to }) => (to === name ? (placed.get(from)?.y ?? []) : []));
    return callers.length === 0 ? 0 : callers.reduce((sum, y) => sum + y, 0) / callers.length;
  };
  return column.toSorted((one, other) => heightOf(one) - heightOf(other) || other.requests - one.requests);
}

function draw(edge: MapEdge, from: PlacedNode, to: PlacedNode, { callers, backs }: Surroundings): PlacedEdge {
  const startX = from.x + NODE_WIDTH;
  if (to.x <= from.x) return drawBack(edge, from, to, backs);
  const bend = (to.x - startX) / 2;
  const path = `M${startX} ${from.y}C${startX + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
  // Where many lines meet, what is said of each stands nearer to its other end.
  const share = callers > 1 ? 0.36 : 0.54;
  const eased = 3 * share ** 2 - 2 * share ** 3;
  const labelX = startX + (1.5 * share - 1.5 * share ** 2 + share ** 3) * (to.x - startX);
  return { edge, from, to, path, labelX, labelY: from.y + eased * (to.y - from.y) };
}

/** Round below the nodes, from one's foot to the other's: what calls back must not be taken for what calls. */
function drawBack(edge: MapEdge, from: PlacedNode, to: PlacedNode, backs: number): PlacedEdge {
  const [startX, startY] = [from.x + NODE_WIDTH * 0.6, from.y + NODE_HEIGHT / 2];
  const [endX, endY] = [to.x + NODE_WIDTH * 0.4, to.y + NODE_HEIGHT / 2];
  const foot = Math.max(startY, endY) + 36 + backs * BACK;
  const path = `M${startX} ${startY}C${startX} ${foot} ${endX} ${foot} ${endX} ${endY}`;
  return { edge, from, to, path, labelX: (startX + endX) / 2, labelY: (startY + endY + 6 * foot) / 8 };
}
