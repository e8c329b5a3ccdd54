/** Of one text, in characters: what Honeycomb keeps of one. */
export const MAX_TEXT = 64 * 1024;
/** Of all attributes of a row: the engine holds some dozens of rows at once, and 256 MB in all. */
const MAX_ROW = 256 * 1024;
/** A number, a bracket, what stands between two values. */
const LEAST = 8;

/** How much of one row's attributes is kept: the sender is anyone, and one row may not take what all others need. */
export class Room {
  private left = MAX_ROW;

  /** Whether there is room for something of so many characters. */
  take(characters: number): boolean {
    this.left -= characters + LEAST;
    return this.left > 0;
  }

  /** As much of the text as there is room for. */
  fit(text: string): string {
    const fitting = cutText(text, Math.min(MAX_TEXT, this.left));
    this.left -= fitting.length;
    return fitting;
  }
}

/** A text as it is, or its beginning, which says how much was cut off. */
export function cutText(text: string, most = MAX_TEXT): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.max(most, 0))}… (${text.length - Math.max(most, 0)} characters cut off)`;
}
