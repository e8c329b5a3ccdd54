import type { SpanRow } from '../../api/spans.js';

/** Some minutes of a busy laptop, some ten megabytes. */
const REMEMBERED = 50_000;

/**
 * The spans that came last: a sender whose answer was lost sends the same again, and whoever sends both directly and through a
 * Collector sends everything twice. Each is kept once.
 */
export class RecentSpans {
  /** Two sets take turns: one, whose oldest is deleted for each that is added, is searched through all that were deleted. */
  private current = new Set<string>();
  private former = new Set<string>();
  private readonly writes = new Set<Promise<void>>();

  /** @param remembered how many spans, and at most as many more */
  constructor(private readonly remembered = REMEMBERED) {}

  /**
   * Hands `write` those spans that are new. Resolves when all of them are written, also those that another call is writing;
   * rejects where a write fails, and knows nothing of its spans then: they may be sent again.
   */
  async once(spans: readonly SpanRow[], write: (unseen: readonly SpanRow[]) => Promise<void>): Promise<void> {
    const unseen = spans.filter((span) => this.isNew(keyOf(span)));
    const others = unseen.length < spans.length ? [...this.writes] : [];
    const writing = this.written(unseen, write);
    this.writes.add(writing);
    try {
      await Promise.all([writing, ...others]);
    } finally {
      this.writes.delete(writing);
    }
  }

  private async written(spans: readonly SpanRow[], write: (spans: readonly SpanRow[]) => Promise<void>): Promise<void> {
    try {
      await write(spans);
    } catch (error) {
      for (const span of spans) this.forget(keyOf(span));
      throw error;
    }
  }

  private isNew(key: string): boolean {
    if (this.current.has(key) || this.former.has(key)) return false;
    this.current.add(key);
    if (this.current.size >= this.remembered) {
      this.former = this.current;
      this.current = new Set();
    }
    return true;
  }

  private forget(key: string): void {
    this.current.delete(key);
    this.former.delete(key);
  }
}

function keyOf({ trace_id, span_id }: SpanRow): string {
  return trace_id + span_id;
}
