import Transport from 'winston-transport';
import type { LogLine } from '../index.js';
import type { LogEvents } from './log-events.js';

/** Stands in for CloudWatchTransport under its name until that is loaded, so that the first lines are not lost. */
export class EarlyTransport extends Transport {
  readonly name = 'CloudWatch';

  constructor(private readonly events: LogEvents) {
    super();
  }

  override log(line: LogLine, next: () => void): void {
    next();
    this.events.take(line);
  }
}
