import type { DeliveryQueue } from '../../delivery/index.js';
import type { LogLine } from '../index.js';
import { LogEventEncoder } from './log-event.js';

/** The lines' way into the queue, each counted and encoded at once. */
export class LogEvents {
  private readonly encoder = new LogEventEncoder();

  constructor(private readonly queue: DeliveryQueue) {}

  take(line: LogLine): void {
    if (isOfThisDestination(line)) return;
    this.queue.accounts.record(1);
    this.queue.add(this.encoder.encode(line));
  }

  flush(): Promise<void> {
    return this.queue.flush();
  }
}

/**
 * Delivery's complaints about this very destination are not sent to it: each would be one more event to be refused, and
 * one more complaint, for ever. That it works again, after how long and with what loss, is sent.
 */
function isOfThisDestination({ context, level, message }: LogLine): boolean {
  return context === 'Delivery' && level !== 'info' && message.startsWith('cloudwatch: ');
}
