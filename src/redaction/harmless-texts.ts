const MAX_LENGTH = 128;
const MAX_TEXTS = 512;

/**
 * Short texts that were searched and held nothing: methods, addresses, routes and names come again with every request. Full,
 * it starts anew: what comes often is back at once, and what came once is not kept for ever.
 */
export class HarmlessTexts {
  private readonly texts = new Set<string>();

  /** What `redact` makes of `text`, which depends on nothing else; `text` itself where it is known to be harmless. */
  through(text: string, redact: (text: string) => string): string {
    if (this.texts.has(text)) return text;
    const redacted = redact(text);
    if (redacted === text && text.length <= MAX_LENGTH) this.add(text);
    return redacted;
  }

  private add(text: string): void {
    if (this.texts.size >= MAX_TEXTS) this.texts.clear();
    // A slice of a text keeps all of that alive; this is a slice of a copy that is one character longer.
    this.texts.add(` ${text}`.slice(1));
  }
}
