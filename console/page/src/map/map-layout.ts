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
const COLUMN = NODE_WIDTH + 150;
const ROW = NODE_HEIGHT + 34;
const MARGIN = 16;

/** Callers left of what they call, in columns; within a column near what calls them. */
export function layOut({ nodes, edges }: MapAnswer): MapLayout {
  const columns = columnsOf(nodes, edges);
  const tallest = Math.max(1, ...columns.map(({ length }) => length));
  const height = tallest * ROW + 2 * MARGIN + 24;
  const placed = new Map<string, PlacedNode>();
  columns.forEach((column, index) => {
    const top = (height - column.length * ROW) / 2;
    near(column, edges, placed).forEach((node, row) => {
      placed.set(node.name, { node, x: MARGIN + index * COLUMN, y: top + (row + 0.5) * ROW });
    });
  });
  const drawn = edges.flatMap((edge) => {
    const from = placed.get(edge.from);
    const to = placed.get(edge.to);
    return from === undefined || to === undefined ? [] : [draw(edge, from, to)];
  });
  const width = Math.max(1, columns.length) * COLUMN - 150 + 2 * MARGIN;
  return { nodes: [...placed.values()], edges: drawn, width, height };
}

/** The longest way from a node that nobody calls; services that call each other keep the order in which they are met. */
function columnsOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapNode[][] {
  const depths = new Map(nodes.map(({ name }) => [name, 0]));
  for (let round = 1; round < nodes.length; round += 1) {
    let moved = false;
    for (const { from, to } of edges) {
      const depth = (depths.get(from) ?? 0) + 1;
      if (from === to || depth >= nodes.length || depth <= (depths.get(to) ?? 0) || reaches(to, from, edges)) continue;
      depths.set(to, depth);
      moved = true;
    }
    if (!moved) break;
  }
  const columns: MapNode[][] = [];
  for (const node of nodes) (columns[depths.get(node.name) ?? 0] ??= []).push(node);
  return columns.filter((column) => column !== undefined);
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

function draw(edge: MapEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const startX = from.x + NODE_WIDTH;
  if (to.x > from.x) {
    const bend = (to.x - startX) / 2;
    const path = `M${startX} ${from.y}C${startX + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
    return { edge, from, to, path, labelX: (startX + to.x) / 2, labelY: (from.y + to.y) / 2 };
  }
  return drawBack(edge, from, to);
}

/** Round below the nodes, from one's foot to the other's: what calls back must not be taken for what calls. */
function drawBack(edge: MapEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const [startX, startY] = [from.x + NODE_WIDTH * 0.6, from.y + NODE_HEIGHT / 2];
  const [endX, endY] = [to.x + NODE_WIDTH * 0.4, to.y + NODE_HEIGHT / 2];
  const foot = Math.max(startY, endY) + 40;
  const path = `M${startX} ${startY}C${startX} ${foot} ${endX} ${foot} ${endX} ${endY}`;
  return { edge, from, to, path, labelX: (startX + endX) / 2, labelY: foot - 8 };
}
