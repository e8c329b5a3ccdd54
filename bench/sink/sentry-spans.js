/** Spans in an envelope: those of each transaction and its own, or those of a batch of spans. */
export function countSentrySpans(body) {
  const lines = body.toString().split('\n');
  let spans = 0;
  // The envelope's header, then a header and a payload an item; payloads are JSON, so they have no line breaks.
  for (let line = 1; line + 1 < lines.length; line += 2) {
    const { type, item_count: count } = lines[line] === '' ? {} : JSON.parse(lines[line]);
    if (type === 'transaction') spans += 1 + (JSON.parse(lines[line + 1]).spans?.length ?? 0);
    else if (type === 'span') spans += count ?? 1;
  }
  return spans;
}
