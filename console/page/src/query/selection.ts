import type { Area } from './heatmap-model.js';
import type { QueryTime } from './query-time.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Steps of the keyboard from below to the top. */
const ROWS = 24;

/** The rectangle between two corners, inside of the heatmap. */
export function areaBetween(one: Point, other: Point): Area {
  return {
    left: inside(Math.min(one.x, other.x)),
    right: inside(Math.max(one.x, other.x)),
    bottom: inside(Math.min(one.y, other.y)),
    top: inside(Math.max(one.y, other.y)),
  };
}

/** The rectangle after an arrow, a step of time or of value on; with `stretch` it keeps where it began. From none, the upper right. */
export function pushed(area: Area | undefined, key: string, stretch: boolean, time: QueryTime): Area | undefined {
  const across = time.step / (time.end - time.start);
  const up = 1 / ROWS;
  const by = { ArrowLeft: [-across, 0], ArrowRight: [across, 0], ArrowUp: [0, up], ArrowDown: [0, -up] }[key];
  if (by === undefined) return undefined;
  if (area === undefined) return { left: 1 - 12 * across, right: 1, bottom: 0.75, top: 1 };
  const [x = 0, y = 0] = by;
  if (stretch) {
    return {
      ...area,
      right: inside(Math.max(area.right + x, area.left + across)),
      top: inside(Math.max(area.top + y, area.bottom + up)),
    };
  }
  const dx = Math.min(Math.max(x, -area.left), 1 - area.right);
  const dy = Math.min(Math.max(y, -area.bottom), 1 - area.top);
  return { left: area.left + dx, right: area.right + dx, bottom: area.bottom + dy, top: area.top + dy };
}

function inside(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}
