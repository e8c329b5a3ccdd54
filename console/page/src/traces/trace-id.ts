const ID = /^[0-9a-f]{1,32}$/;
/** `trace_id=…` of the terminal, `Root=…` of X-Ray's header, a header's or a field's name, in quotes or not. */
const NAME = /^["']?(?:trace_?id|traceparent|traceresponse|root)["']?\s*[=:]\s*/;
/** W3C: version, id, span, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{1,32})(?:-[0-9a-f]{0,16}(?:-[0-9a-f]{0,2})?)?$/;
/** X-Ray: version, seconds since the epoch, the rest of the id. */
const XRAY = /^1-([0-9a-f]{1,8})(?:-([0-9a-f]{0,24}))?$/;

/** A trace id, or the beginning of one, as 32 hex digits at most, from whatever form it was copied in; undefined where it is none. */
export function traceIdOf(text: string): string | undefined {
  const [written = ''] = text
    .trim()
    .toLowerCase()
    .replace(NAME, '')
    .replace(/^["']/, '')
    .split(/["',;\s]/);
  const [, seconds, rest = ''] = XRAY.exec(written) ?? [];
  const id = seconds === undefined ? (TRACEPARENT.exec(written)?.[1] ?? written) : seconds + rest;
  return ID.test(id) ? id : undefined;
}

/** As `traceIdOf`, of one that is whole. */
export function wholeTraceIdOf(text: string): string | undefined {
  const id = traceIdOf(text);
  return id?.length === 32 ? id : undefined;
}
