import { gunzipSync, inflateSync } from 'node:zlib';

export function inflate(body, encoding) {
  if (encoding === 'gzip') return gunzipSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}
