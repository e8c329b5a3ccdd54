import type { ServerResponse } from 'node:http';
import type { DestinationsAnswer } from '../../api/answers.js';
import type { LogRow } from '../../api/spans.js';
import type { ReceivedRows, SpanStore } from '../store/span-store.js';
import { EventStream, type LiveEvent } from './event-stream.js';

const TICK_MS = 250;
const KEEP_ALIVE_TICKS = 60;
const MAX_READERS = 20;
/** Of one tick: nobody reads faster, and the lists of the page hold no more. */
const MAX_TRACES = 100;
const MAX_LOGS = 200;

export interface LiveFeedOptions {
  readonly store: Pick<SpanStore, 'traces'>;
  readonly destinations: () => DestinationsAnswer;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells every reader four times a second which traces began or grew, which log lines came, how the destinations are. Without
 * readers it asks and keeps nothing.
 */
export class LiveFeed {
  private readonly readers = new Set<EventStream>();
  private traceIds = new Set<string>();
  private logs: LogRow[] = [];
  private skipped = 0;
  private destinationsChanged = false;
  private ticks = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: LiveFeedOptions) {}

  /** @returns false where as many as may read already do. */
  subscribe(response: ServerResponse): boolean {
    if (this.readers.size >= MAX_READERS) return false;
    const reader = new EventStream(response);
    this.readers.add(reader);
    response.once('close', () => this.readers.delete(reader));
    reader.send([['destinations', this.options.destinations()]]);
    this.wait();
    return true;
  }

  /** After these rows can be read. */
  noteRows({ spans, logs }: ReceivedRows): void {
    if (this.readers.size === 0) return;
    for (const { trace_id } of spans) this.noteTrace(trace_id);
    this.logs.push(...logs.slice(-MAX_LOGS));
    this.skipped += Math.max(logs.length, MAX_LOGS) - MAX_LOGS;
    this.skipped += this.logs.splice(0, this.logs.length - MAX_LOGS).length;
  }

  noteDestinations(): void {
    this.destinationsChanged = true;
  }

  end(): void {
    clearTimeout(this.timer);
    for (const reader of this.readers) reader.end();
  }

  /** The last ones to grow are kept: those that a person looks at. */
  private noteTrace(id: string): void {
    this.traceIds.delete(id);
    this.traceIds.add(id);
    if (this.traceIds.size <= MAX_TRACES) return;
    this.traceIds.delete(this.traceIds.keys().next().value ?? '');
    this.skipped += 1;
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = this.readers.size > 0 ? setTimeout(() => void this.tick(), TICK_MS) : undefined;
  }

  private async tick(): Promise<void> {
    try {
      await this.tellAll();
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.wait();
    }
  }

  private async tellAll(): Promise<void> {
    const { logs, skipped, destinationsChanged } = this;
    const ids = [...this.traceIds];
    Object.assign(this, { traceIds: new Set(), logs: [], skipped: 0, destinationsChanged: false });
    const events: LiveEvent[] = [];
    if (ids.length > 0) {
      const { traces } = await this.options.store.traces({ ids, limit: ids.length });
      events.push(...traces.toReversed().map((trace): LiveEvent => ['trace', trace]));
    }
    events.push(...logs.map((log): LiveEvent => ['log', log]));
    if (destinationsChanged) events.push(['destinations', this.options.destinations()]);
    this.ticks += 1;
    for (const reader of this.readers) {
      if (events.length > 0 || skipped > 0) reader.send(events, skipped);
      else if (this.ticks % KEEP_ALIVE_TICKS === 0) reader.keepAlive();
    }
  }
}
