import type { MapEdge } from '../../../api/answers.js';
import { count } from '../format/amount.js';
import { duration } from '../format/duration.js';
import type { Point } from './map-measures.js';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the drawing's text of 11 pixels, a little more than it takes. */
const LETTER = 6.2;
const LINE = 15;
const NUDGES = [0, -LINE, LINE, -2 * LINE, 2 * LINE];

/** What is said of a line: `714 · 3.38 s · 1 failed`. */
export function labelOf({ requests, p90_ms, errors }: MapEdge): string {
  return `${count(requests)} · ${duration(p90_ms)}${errors > 0 ? ` · ${count(errors)} failed` : ''}`;
}

/** The box of a text round its middle. */
export function boxOf(text: string, { x, y }: Point): Box {
  const half = (text.length * LETTER) / 2;
  return { left: x - half, right: x + half, top: y - LINE / 2, bottom: y + LINE / 2 };
}

/** The first of the places, or near it, where a text covers nothing; the first place where there is none. */
export function freePlace(text: string, places: readonly Point[], taken: readonly Box[]): Point {
  for (const nudge of NUDGES) {
    for (const { x, y } of places) {
      const place = { x, y: y + nudge };
      if (!taken.some((box) => overlap(box, boxOf(text, place)))) return place;
    }
  }
  return places[0]!;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
