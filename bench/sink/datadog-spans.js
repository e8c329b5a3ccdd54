/** How many spans are in a /v0.4/traces body: MessagePack, an array of traces, each an array of spans. */
export function countDatadogSpans(body) {
  let at = 0;
  let spans = 0;
  const traces = arrayLength();
  for (let trace = 0; trace < traces; trace += 1) {
    const length = arrayLength();
    for (let span = 0; span < length; span += 1) skip();
    spans += length;
  }
  return spans;

  function arrayLength() {
    const type = body[at++];
    if ((type & 0xf0) === 0x90) return type & 0x0f;
    if (type === 0xdc) return take(2);
    if (type === 0xdd) return take(4);
    throw new Error(`no MessagePack array: 0x${type?.toString(16)}`);
  }

  function take(bytes) {
    const value = body.readUIntBE(at, bytes);
    at += bytes;
    return value;
  }

  function pass(bytes) {
    at += bytes;
  }

  function skipMany(count) {
    for (let left = count; left > 0; left -= 1) skip();
  }

  /** https://github.com/msgpack/msgpack/blob/master/spec.md#formats */
  function skip() {
    const type = body[at++];
    if (type <= 0x7f || type >= 0xe0 || type === 0xc0 || type === 0xc2 || type === 0xc3) return;
    if (type <= 0x8f) skipMany(2 * (type & 0x0f));
    else if (type <= 0x9f) skipMany(type & 0x0f);
    else if (type <= 0xbf) at += type & 0x1f;
    else if (type <= 0xc6) pass(take(1 << (type - 0xc4)));
    else if (type <= 0xc9) pass(1 + take(1 << (type - 0xc7)));
    else if (type <= 0xcb) at += type === 0xca ? 4 : 8;
    else if (type <= 0xd3) at += 1 << ((type - 0xcc) & 3);
    else if (type <= 0xd8) at += 1 + (1 << (type - 0xd4));
    else if (type <= 0xdb) pass(take(1 << (type - 0xd9)));
    else if (type <= 0xdd) skipMany(take(type === 0xdc ? 2 : 4));
    else skipMany(2 * take(type === 0xde ? 2 : 4));
  }
}
