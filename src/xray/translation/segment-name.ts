const MAX_BYTES = 200;
const FALLBACK = 'span';

/**
 * `name` in X-Ray's alphabet (letters, digits, white space and `_.:/%&#=+\-@`) and at most 200 bytes of UTF-8, which is
 * the stricter reading of its 200 characters. What is left of a name without any of it is `span`.
 */
export function nameForXRay(name: string): string {
  const allowed = name.replace(/\s+/gu, ' ').replace(/[^\p{L}\p{N} _.:/%&#=+\\\-@]/gu, '');
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
