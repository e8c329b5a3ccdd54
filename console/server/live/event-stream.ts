import type { ServerResponse } from 'node:http';
import { eventText, type EventTexts } from './event-texts.js';

/** What one reader may leave unread in our memory, besides what it was sent last. */
const MAX_UNREAD_BYTES = 512 * 1024;

/** The head of what stays open. */
export const LIVE_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  // A proxy that gathers an answer before it hands it on would make the live list anything but live.
  'X-Accel-Buffering': 'no',
};

/** One reader of the live events. A slow one is spared what it could not read, and told how much that was. */
export class EventStream {
  private skipped = 0;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, LIVE_HEADERS);
    response.write('retry: 2000\n\n');
  }

  /** To be called now and then without events too: then a reader that has caught up hears what it missed. */
  send({ text, count, skipped }: EventTexts): void {
    this.skipped += skipped;
    if (this.response.writableLength > MAX_UNREAD_BYTES) {
      this.skipped += count;
      return;
    }
    const lag = this.skipped > 0 ? eventText(['lag', { skipped: this.skipped }]) : '';
    this.skipped = 0;
    if (lag !== '' || text !== '') this.response.write(lag + text);
  }

  /** A comment: what stands between tells by it that both ends are there. */
  keepAlive(): void {
    if (this.response.writableLength === 0) this.response.write(': here\n\n');
  }

  end(): void {
    this.response.end();
  }
}
