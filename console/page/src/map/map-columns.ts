import type { MapAnswer, MapEdge } from '../../../api/answers.js';

export type MapNode = MapAnswer['nodes'][number];

/** By the longest way from a node that nobody calls. */
export function columnsOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapNode[][] {
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
