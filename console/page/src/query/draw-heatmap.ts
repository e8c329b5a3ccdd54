import { freshContext } from '../design/canvas-colors.js';
import type { HeatmapModel } from './heatmap-model.js';

/** A cell with one row has to be seen; full ones differ less than the eye takes them to. */
const FAINTEST = 0.22;

/** Draws the cells in the canvas' own colour, the fuller the stronger: so it follows light and dark. */
export function drawHeatmap(
  canvas: HTMLCanvasElement,
  { cells, most }: HeatmapModel,
  width: number,
  height: number,
): void {
  const context = freshContext(canvas, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  for (const { left, right, bottom, top, bucket } of cells) {
    context.globalAlpha = FAINTEST + (1 - FAINTEST) * Math.sqrt(bucket.count / most);
    const x = Math.round(left * width);
    const y = Math.round((1 - top) * height);
    const gap = (right - left) * width > 4 ? 1 : 0;
    context.fillRect(
      x,
      y,
      Math.max(Math.round(right * width) - x - gap, 2),
      Math.max(Math.round((1 - bottom) * height) - y - 1, 2),
    );
  }
}
