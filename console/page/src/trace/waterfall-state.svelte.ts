import type { TraceDetail } from '../../../api/spans.js';
import { criticalPath } from './critical-path.js';
import { countErrors, nextError } from './next-error.js';
import { growTree, type SpanNode, type SpanTree } from './span-tree.js';
import { moved, type TimeRange, zoomed } from './time-range.js';
import type { Seen } from './trace-address.js';
import { unfolded, type WaterfallRow, waterfallRows } from './waterfall-rows.js';

const NOTHING: SpanTree = {
  roots: [],
  logs: [],
  startNs: 0n,
  durationMs: 0,
  whole: { from: 0, to: 1 },
  byId: new Map(),
};
/** Beyond these, lines among the spans hide the spans; `l` shows them. */
const LOGS_AT_FIRST = 200;

/** What of a trace is in sight: which spans are folded, which stretch of time, which row. */
export class WaterfallState {
  tree = $state.raw(NOTHING);
  folded = $state.raw<ReadonlySet<string>>(new Set());
  logs = $state(true);
  critical = $state(false);
  range = $state.raw<TimeRange>({ from: 0, to: 1 });
  active = $state(-1);
  readonly rows: readonly WaterfallRow[] = $derived(waterfallRows(this.tree, { folded: this.folded, logs: this.logs }));
  readonly whole: TimeRange = $derived(this.tree.whole);
  readonly zoomedIn: boolean = $derived(this.range.from > this.whole.from || this.range.to < this.whole.to);
  readonly path = $derived(this.critical && this.tree.roots[0] ? criticalPath(this.tree.roots[0]) : undefined);
  readonly errors = $derived(countErrors(this.tree));
  readonly selected: WaterfallRow | undefined = $derived(this.rows[this.active]);

  /** The same trace again, grown, keeps what is folded and chosen; another one begins anew. */
  show(trace: TraceDetail, again: boolean, seen: Seen): void {
    const key = again ? this.selected?.key : seen.key;
    const followed = !again || !this.zoomedIn;
    this.tree = growTree(trace);
    if (followed) this.range = this.whole;
    if (!again) {
      this.folded = new Set();
      this.logs = seen.isLine || trace.logs.length <= LOGS_AT_FIRST;
      this.critical = seen.critical;
      if (seen.range !== undefined) this.look(seen.range);
    }
    this.#choose(key);
    if (this.active < 0 && this.rows.length > 0) this.active = 0;
  }

  toggle({ span, children }: SpanNode): void {
    if (children.length > 0) this.fold(span.span_id, !this.folded.has(span.span_id));
  }

  fold(spanId: string, folded: boolean): void {
    const next = new Set(this.folded);
    if (folded) next.add(spanId);
    else next.delete(spanId);
    this.#keeping(() => (this.folded = next));
  }

  foldAll(folded: boolean): void {
    const parents = [...this.tree.byId.values()].filter(({ children, depth }) => depth > 0 && children.length > 0);
    this.#keeping(() => (this.folded = new Set(folded ? parents.map(({ span }) => span.span_id) : [])));
  }

  toggleLogs(): void {
    this.#keeping(() => (this.logs = !this.logs));
  }

  /** To the next one in the whole trace, which unfolds what it is in. */
  stepToError(step: 1 | -1): void {
    const all = waterfallRows(this.tree, { folded: new Set(), logs: this.logs });
    const key = this.selected?.key;
    const next =
      all[
        nextError(
          all,
          all.findIndex((row) => row.key === key),
          step,
        )
      ];
    if (next === undefined) return;
    this.folded = unfolded(this.folded, this.tree, next);
    this.#choose(next.key);
  }

  /** To the parent's row, as in any tree. */
  stepOut(): void {
    const row = this.selected;
    const parent = row?.kind === 'log' ? row.log.span_id : row?.node.span.parent_id;
    this.#choose(parent);
  }

  zoom(factor: number, around = (this.range.from + this.range.to) / 2): void {
    this.range = zoomed(this.range, this.whole, around, factor);
  }

  pan(share: number): void {
    const by = (this.range.to - this.range.from) * share;
    this.range = moved({ from: this.range.from + by, to: this.range.to + by }, this.whole);
  }

  zoomToSelected(): void {
    const row = this.selected;
    if (row?.kind !== 'span') return;
    const { startMs, endMs } = row.node;
    const margin = (endMs - startMs) * 0.05 || (this.whole.to - this.whole.from) / 1e4;
    this.look({ from: startMs - margin, to: endMs + margin });
  }

  look({ from, to }: TimeRange): void {
    const inside = { from: Math.max(from, this.whole.from), to: Math.min(to, this.whole.to) };
    if (inside.to > inside.from) this.range = inside;
  }

  lookAtAll(): void {
    this.range = this.whole;
  }

  #keeping(change: () => void): void {
    const key = this.selected?.key;
    change();
    this.#choose(key);
  }

  #choose(key: string | undefined): void {
    const found = key === undefined ? -1 : this.rows.findIndex((row) => row.key === key);
    if (found >= 0) this.active = found;
    else this.active = Math.min(this.active, this.rows.length - 1);
  }
}
