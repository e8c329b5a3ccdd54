export interface Point {
  readonly x: number;
  readonly y: number;
}

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 56;
/** Between two columns: room for what is said of a line. */
export const GAP = 200;
export const COLUMN = NODE_WIDTH + GAP;
/** A node with the room round it. */
export const ROW = NODE_HEIGHT + 34;
/** The room of a line that goes past the nodes of a column. */
export const WAY = 34;
export const MARGIN = 16;
