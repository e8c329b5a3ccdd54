/** What changes from one time to the next: UUIDs, long hex ids, numbers; as the server groups errors. */
const CHANGING = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12,}\b|\d+/i;

/** The parts of a text between its ids and numbers; the text itself where it has none. */
export function partsOf(text: string): readonly string[] {
  return text.split(CHANGING);
}

/** The one that says most; empty for none. */
export function longestPart(parts: readonly string[]): string {
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
