/** An ingest key is its id, 32 characters, and its secret, 32 more: https://docs.honeycomb.io/api/authentication */
const INGEST_KEY_LENGTH = 64;

/** What a person may have copied instead of the key, as far as its form shows. No part of it is in the answer. */
export function adviceOnKeyShape(key: string): string {
  if (/^hc[a-z]ik_/.test(key) && key.length < INGEST_KEY_LENGTH)
    return 'this is the id of an ingest key or a part of it: append the secret that was shown when it was made';
  if (/^hc[a-z]mk_/.test(key)) return 'this is a management key, which sends nothing: make an ingest key';
  if (/^hc[a-z]lk_/.test(key)) return 'this is the id of a configuration key: copy the key itself';
  if (/^["'].*["']$/.test(key)) return 'it stands in quotation marks: remove them';
  return 'copy it again from Honeycomb (Environment settings, API Keys)';
}
