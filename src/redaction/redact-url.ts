import type { Redactor } from './redactor.js';

/** A segment of a path that is a word and no secret: `/auth/token/refresh`. */
const PLAIN_WORD = /^:?[a-zA-Z-]{1,24}$/;

/** What stands before the path of a whole URL. */
const AUTHORITY = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]*/i;

/** A URL, whole or from its path on: userinfo, secrets in segments of the path, in the query and in the fragment. */
export function redactUrl(url: string, redactor: Redactor): string {
  const hash = url.indexOf('#');
  if (hash >= 0) return `${redactUrl(url.slice(0, hash), redactor)}#${redactQuery(url.slice(hash + 1), redactor)}`;
  const mark = url.indexOf('?');
  if (mark >= 0) return `${redactUrl(url.slice(0, mark), redactor)}?${redactQuery(url.slice(mark + 1), redactor)}`;
  const authority = AUTHORITY.exec(url)?.[0] ?? '';
  // With a slash behind it, by which userinfo is known.
  const shown = authority && redactor.redactText(`${authority}/`).slice(0, -1);
  return shown + redactPath(url.slice(authority.length), redactor);
}

/** A query string without its `?`. What is no secret stays as it was written. */
export function redactQuery(query: string, redactor: Redactor): string {
  return query
    .split('&')
    .map((pair) => {
      const sign = pair.indexOf('=');
      if (sign < 0) return redactPart(pair, redactor);
      const name = redactPart(pair.slice(0, sign), redactor);
      if (redactor.isSecretName(decode(name))) return `${name}=${redactor.mask}`;
      const value = pair.slice(sign + 1);
      // A value that is a query or a form itself is judged with its name, as text is.
      return `${name}=${redactPart(value, redactor) === value ? value : redactor.mask}`;
    })
    .join('&');
}

/** Segments that look like a secret, and those that stand behind the name of one: `/password-reset/token/Zx81`. */
function redactPath(path: string, redactor: Redactor): string {
  let previous = '';
  return path
    .split('/')
    .map((segment) => {
      const named = previous !== '' && redactor.isSecretName(decode(previous)) && !PLAIN_WORD.test(segment);
      previous = segment;
      if (segment === '') return segment;
      return named ? redactor.mask : redactPart(segment, redactor);
    })
    .join('/');
}

/** As it stands, or masked whole where only its decoded form shows a secret. */
function redactPart(part: string, redactor: Redactor): string {
  const redacted = redactor.redactText(part);
  if (redacted !== part || !/[%+]/.test(part)) return redacted;
  const decoded = decode(part);
  return redactor.redactText(decoded) === decoded ? part : redactor.mask;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not percent-encoding: judged as it stands.
    return text;
  }
}
