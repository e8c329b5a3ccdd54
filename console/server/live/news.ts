import type { LogRow } from '../../api/spans.js';
import type { ReceivedRows } from '../store/span-store.js';

/** Of one tick: nobody reads faster, and the lists of the page hold no more. */
const MAX_TRACES = 100;
const MAX_LOGS = 200;

/** What came since the last tick, the newest of it, and how much more there was. */
export class News {
  readonly traceIds = new Set<string>();
  readonly logs: LogRow[] = [];
  destinationsChanged = false;
  skipped = 0;

  noteRows({ spans, logs }: ReceivedRows): void {
    for (const { trace_id } of spans) this.noteTrace(trace_id);
    for (const log of logs) this.logs.push(log);
    if (this.logs.length > MAX_LOGS) this.skipped += this.logs.splice(0, this.logs.length - MAX_LOGS).length;
  }

  /** The last ones to grow are kept. */
  private noteTrace(id: string): void {
    this.traceIds.delete(id);
    this.traceIds.add(id);
    if (this.traceIds.size <= MAX_TRACES) return;
    this.traceIds.delete(this.traceIds.keys().next().value ?? '');
    this.skipped += 1;
  }
}
