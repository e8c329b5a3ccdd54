import { NODE_HEIGHT, NODE_WIDTH, type Point } from './map-measures.js';

/** Calls that go back enter and leave below the middle, where the others do. */
const BACK_PORT = NODE_HEIGHT / 4;
const CORNER = 10;

/** From the right side of one node to the left side of another; `ways` are the left ends of the rooms that it goes through. */
export function lineOnward(from: Point, ways: readonly Point[], to: Point): string {
  let path = `M${from.x + NODE_WIDTH} ${from.y}`;
  let here: Point = { x: from.x + NODE_WIDTH, y: from.y };
  for (const way of ways) {
    path += `${curve(here, way)}H${way.x + NODE_WIDTH}`;
    here = { x: way.x + NODE_WIDTH, y: way.y };
  }
  return path + curve(here, to);
}

/** A place on the first curve of such a line, 0 to 1. */
export function pointOn(from: Point, to: Point, share: number): Point {
  const startX = from.x + NODE_WIDTH;
  return {
    x: startX + (1.5 * share - 1.5 * share ** 2 + share ** 3) * (to.x - startX),
    y: from.y + (3 * share ** 2 - 2 * share ** 3) * (to.y - from.y),
  };
}

export interface BackWay {
  /** Of the nodes' sides, in the gaps beside their columns. */
  readonly aside: number;
  /** The height of its lane, below all nodes. */
  readonly lane: number;
}

/** From the right side of one node down, back below all nodes, and up to the left side of another: never behind one. */
export function lineBack(from: Point, to: Point, { aside, lane }: BackWay): string {
  const [startX, startY] = [from.x + NODE_WIDTH, from.y + BACK_PORT];
  const [endX, endY] = [to.x, to.y + BACK_PORT];
  const [right, left] = [startX + aside, endX - aside];
  return [
    `M${startX} ${startY}H${right - CORNER}Q${right} ${startY} ${right} ${startY + CORNER}`,
    `V${lane - CORNER}Q${right} ${lane} ${right - CORNER} ${lane}`,
    `H${left + CORNER}Q${left} ${lane} ${left} ${lane - CORNER}`,
    `V${endY + CORNER}Q${left} ${endY} ${left + CORNER} ${endY}H${endX}`,
  ].join('');
}

function curve(from: Point, to: Point): string {
  const bend = (to.x - from.x) / 2;
  return `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}
