import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { DestinationsAnswer } from '../../api/answers.js';
import type { ReceivedRows, SpanStore } from '../store/span-store.js';
import { EventStream } from './event-stream.js';
import { eventTexts, type LiveEvent } from './event-texts.js';
import { News } from './news.js';

const TICK_MS = 250;
const KEEP_ALIVE_TICKS = 60;
const DESTINATIONS_TICKS = 20;
const MAX_READERS = 20;

export interface LiveFeedOptions {
  readonly store: Pick<SpanStore, 'traces'>;
  readonly destinations: () => DestinationsAnswer;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells every reader four times a second which traces began or grew, which log lines came, how the destinations are; the last every
 * five seconds also when nobody reports, as it is by its silence that a service says that it has ended. Without readers it asks and
 * keeps nothing.
 */
export class LiveFeed {
  private readonly readers = new Set<EventStream>();
  private news = new News();
  private isRunning = false;

  constructor(private readonly options: LiveFeedOptions) {}

  /** @returns false where as many as may read already do. */
  subscribe(response: ServerResponse): boolean {
    if (this.readers.size >= MAX_READERS) return false;
    const reader = new EventStream(response);
    this.readers.add(reader);
    response.once('close', () => this.readers.delete(reader));
    reader.send(eventTexts([['destinations', this.options.destinations()]], 0));
    if (!this.isRunning) void this.run();
    return true;
  }

  /** After these rows can be read. */
  noteRows(rows: ReceivedRows): void {
    if (this.readers.size > 0) this.news.noteRows(rows);
  }

  noteDestinations(): void {
    this.news.destinationsChanged = true;
  }

  end(): void {
    for (const reader of this.readers) reader.end();
  }

  /** Never rejects. */
  private async run(): Promise<void> {
    this.isRunning = true;
    for (let tick = 1; this.readers.size > 0; tick += 1) {
      await pause(TICK_MS);
      if (tick % DESTINATIONS_TICKS === 0) this.noteDestinations();
      try {
        await this.tellAll();
      } catch (error) {
        this.options.onError(error);
      }
      if (tick % KEEP_ALIVE_TICKS === 0) for (const reader of this.readers) reader.keepAlive();
    }
    this.isRunning = false;
  }

  private async tellAll(): Promise<void> {
    const { news } = this;
    this.news = new News();
    const texts = eventTexts(await this.eventsOf(news), news.skipped);
    for (const reader of this.readers) reader.send(texts);
  }

  private async eventsOf({ traceIds, logs, destinationsChanged }: News): Promise<LiveEvent[]> {
    const ids = [...traceIds];
    const { traces } = ids.length > 0 ? await this.options.store.traces({ ids, limit: ids.length }) : { traces: [] };
    return [
      ...traces.toReversed().map((trace): LiveEvent => ['trace', trace]),
      ...logs.map((log): LiveEvent => ['log', log]),
      ...(destinationsChanged ? [['destinations', this.options.destinations()] satisfies LiveEvent] : []),
    ];
  }
}
