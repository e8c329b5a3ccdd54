import type { ServerResponse } from 'node:http';
import type { LiveEvents } from '../../api/answers.js';

/** What one reader may leave unread in our memory. */
const MAX_UNREAD_BYTES = 512 * 1024;

export type LiveEvent = { [Name in keyof LiveEvents]: readonly [name: Name, data: LiveEvents[Name]] }[keyof LiveEvents];

/** One reader of the live events. A slow one is spared what it could not read, and told how much that was. */
export class EventStream {
  private skipped = 0;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // A proxy that gathers an answer before it hands it on would make the live list anything but live.
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n\n');
  }

  /** @param skipped events that were left out of `events` for every reader. */
  send(events: readonly LiveEvent[], skipped = 0): void {
    this.skipped += skipped;
    if (this.response.writableLength > MAX_UNREAD_BYTES) {
      this.skipped += events.length;
      return;
    }
    const lag: readonly LiveEvent[] = this.skipped > 0 ? [['lag', { skipped: this.skipped }]] : [];
    this.skipped = 0;
    this.response.write([...lag, ...events].map(asText).join(''));
  }

  /** A comment: what stands between tells by it that both ends are there. */
  keepAlive(): void {
    if (this.response.writableLength === 0) this.response.write(': here\n\n');
  }

  end(): void {
    this.response.end();
  }
}

/** JSON has no bare line break, so an event is one line whatever it holds. */
function asText([name, data]: LiveEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
