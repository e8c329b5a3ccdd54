const HALF = /[\ud800-\udfff]/;

/** `text` without halves of characters, which JSON can carry and X-Ray cannot read. Most texts are whole and pass as they are. */
export function wholeCharacters(text: string): string {
  return HALF.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}
