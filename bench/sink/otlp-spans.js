import { createRequire } from 'node:module';

const { Reader } = createRequire(import.meta.url)('protobufjs');

/** By depth: ResourceSpans is field 1 of the request, ScopeSpans field 2 of that, a span field 2 of that. */
const FIELDS = [1, 2, 2];
const LENGTH_DELIMITED = 2;

/** How many spans an OTLP request has, by walking the lengths. */
export function countOtlpSpans(bytes, depth = 0) {
  const reader = Reader.create(bytes);
  const wanted = (FIELDS[depth] << 3) + LENGTH_DELIMITED;
  let spans = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag !== wanted) reader.skipType(tag & 7);
    else {
      const inner = reader.bytes();
      spans += depth === FIELDS.length - 1 ? 1 : countOtlpSpans(inner, depth + 1);
    }
  }
  return spans;
}
