import { TraceTable } from './trace-table.js';

/**
 * What was decided of traces that are over: of the last `size` that were set, and of at most as many from before. Two tables
 * take turns, so that nothing is ever searched for what is the oldest.
 */
export class RecentDecisions {
  private current: TraceTable<boolean>;
  private former: TraceTable<boolean>;

  constructor(private readonly size: number) {
    this.current = new TraceTable(size);
    this.former = new TraceTable(size);
  }

  get(traceId: string): boolean | undefined {
    return this.current.get(traceId) ?? this.former.get(traceId);
  }

  set(traceId: string, sampled: boolean): void {
    this.current.set(traceId, sampled);
    if (this.current.size < this.size) return;
    [this.current, this.former] = [this.former, this.current];
    this.current.clear();
  }
}
