const MAX_BYTES = 200;
const FALLBACK = 'span';

/** Nearly every name: words of that alphabet, in ASCII, with one space between two. */
const IS_PLAIN = /^(?:[\w.:/%&#=+\\\-@]+ )*[\w.:/%&#=+\\\-@]+$/;

/**
 * `name` in X-Ray's alphabet (letters, digits, white space and `_.:/%&#=+\-@`) and at most 200 bytes of UTF-8, which is
 * the stricter reading of its 200 characters. What is left of a name without any of it is `span`.
 */
export function nameForXRay(name: string): string {
  if (name.length <= MAX_BYTES && IS_PLAIN.test(name)) return name;
  // White space last: what stood between two spaces may have been taken out.
  const allowed = name.replace(/[^\p{L}\p{N}\s_.:/%&#=+\\\-@]/gu, '').replace(/\s+/gu, ' ');
  const clipped = Buffer.byteLength(allowed) > MAX_BYTES ? clip(allowed) : allowed;
  return clipped.trim() || FALLBACK;
}

/** Cuts between characters: half of one would be a replacement character, which is outside of the alphabet. */
function clip(name: string): string {
  let bytes = 0;
  let clipped = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BYTES) break;
    clipped += character;
  }
  return clipped;
}
