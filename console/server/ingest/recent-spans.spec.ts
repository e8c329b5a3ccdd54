import type { SpanRow } from '../../api/spans.js';
import { RecentSpans } from './recent-spans.js';

const span = (id: number, trace_id = 'a'.repeat(32)) =>
  ({ trace_id, span_id: String(id).padStart(16, '0') }) as unknown as SpanRow;

/** Notes what was written; `settle` ends the writes under way. */
function writer() {
  const written: SpanRow[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const write = (spans: readonly SpanRow[]) => {
    written.push([...spans]);
    return new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  };
  return { written, write, settle: (error?: Error) => ends.splice(0).forEach((end) => end(error)) };
}

describe('spans that came before', () => {
  it('are written once, within a request and across requests', async () => {
    const recent = new RecentSpans();
    const { written, write, settle } = writer();
    const first = recent.once([span(1), span(2), span(1)], write);
    settle();
    await first;
    const second = recent.once([span(2), span(3), span(2, 'b'.repeat(32))], write);
    settle();
    await second;
    expect(written).toEqual([
      [span(1), span(2)],
      [span(3), span(2, 'b'.repeat(32))],
    ]);
  });

  it('are acknowledged no sooner than the write that they are in', async () => {
    const recent = new RecentSpans();
    const { write, settle } = writer();
    const first = recent.once([span(1)], write);
    let isAcknowledged = false;
    const again = recent.once([span(1)], () => Promise.resolve()).then(() => (isAcknowledged = true));
    await new Promise(setImmediate);
    expect(isAcknowledged).toBe(false);
    settle();
    await Promise.all([first, again]);
    expect(isAcknowledged).toBe(true);
  });

  it('are new again where their write failed, for both who sent them', async () => {
    const recent = new RecentSpans();
    const { written, write, settle } = writer();
    const sent = [recent.once([span(1)], write), recent.once([span(1), span(2)], write)];
    settle(new Error('disk full'));
    expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = recent.once([span(1), span(2)], write);
    settle();
    await again;
    expect(written.at(-1)).toEqual([span(1), span(2)]);
  });

  it('are forgotten in the order of their coming', async () => {
    const recent = new RecentSpans(2);
    const counts: number[] = [];
    const count = async (spans: readonly SpanRow[]) => void counts.push(spans.length);
    for (const id of [1, 2, 3, 3, 1, 4, 1]) await recent.once([span(id)], count);
    expect(counts).toEqual([1, 1, 1, 0, 0, 1, 1]);
  });
});
