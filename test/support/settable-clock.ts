import { Clock } from '../../src/domain/index.js';

/** A clock that stands still until it is told to go on. */
export class SettableClock extends Clock {
  private time = new Date();

  now(): Date {
    return this.time;
  }

  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}
