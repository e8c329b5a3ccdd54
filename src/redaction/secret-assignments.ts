/** Whether a name is that of a secret; `isAssigned` where it stands before an equals sign. */
export type IsSecret = (name: string, isAssigned: boolean) => boolean;

/**
 * A name and what joins it to its value: `a=`, `"a": `, `\"a\":`, `'a' => `, `user[a]=`, `a%3D`. It is found once a word, so
 * that the time is linear in the text.
 */
const NAME_AND_SIGN = /(?<![\w.$-])([\w.$-]+)((?:\]|%5[dD])?\\{0,4}["']?\s{0,8}(?:[=:]{1,2}>?|%3[dD])\s{0,8})/g;

/** An element of XML, with its text. */
const ELEMENT = /<([\w:.-]{1,64})((?:\s[^<>]{0,256})?>)([^<]+)/g;

/** The value behind a sign: in quotes up to their end, else up to where prose, a query or a list goes on. */
const VALUE = /\\{1,4}["'][^"'\\]*|"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*|[^\s&"',;}]+/y;

/** A header's value goes on to the end of its line: spaces, semicolons and what it quotes included. */
const HEADER = /(?:authorization|cookie)$/i;
const HEADER_VALUE = /(?:[^\r\n"'\\]|"[^"\r\n]*")+/y;
const SCHEME = /^(?:AWS4-HMAC-SHA256|Basic|Bearer|Digest|Negotiate|Token|ApiKey)\s+/i;

/** Masks the values that stand in `text` behind the names of secrets. */
export function maskAssignments(text: string, isSecret: IsSecret, mask: string): string {
  let masked = '';
  let from = 0;
  for (const match of text.matchAll(NAME_AND_SIGN)) {
    const [all, name = '', sign = ''] = match;
    const start = match.index + all.length;
    // Inside of what was masked just now.
    if (match.index < from || !isSecret(name, /=|%3[dD]/.test(sign))) continue;
    const value = valueAt(text, start, HEADER.test(name) && sign.includes(':'));
    if (value === undefined) continue;
    masked += text.slice(from, start) + value.kept + mask;
    from = start + value.length;
  }
  return maskElements(masked + text.slice(from), isSecret, mask);
}

function maskElements(text: string, isSecret: IsSecret, mask: string): string {
  if (!text.includes('</')) return text;
  return text.replace(ELEMENT, (all, name: string, rest: string) =>
    isSecret(name, true) ? `<${name}${rest}${mask}` : all,
  );
}

/** How long the value is that stands at `start`, and what of its beginning is no secret: a quote, a scheme. */
function valueAt(text: string, start: number, isHeader: boolean): { kept: string; length: number } | undefined {
  const plain = isHeader ? matchAt(HEADER_VALUE, text, start) : undefined;
  if (plain !== undefined) return { kept: SCHEME.exec(plain)?.[0] ?? '', length: plain.length };
  const value = matchAt(VALUE, text, start);
  if (value === undefined) return undefined;
  return { kept: /^\\{0,4}["']?/.exec(value)?.[0] ?? '', length: value.length };
}

function matchAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}
