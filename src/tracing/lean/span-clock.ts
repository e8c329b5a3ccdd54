import type { HrTime } from '@opentelemetry/api';
import { addHrTimes, hrTime, isTimeInputHrTime, millisToHrTime, otperformance } from '@opentelemetry/core';

/**
 * The times of one span: the wall clock says when it began, the monotonic one everything after. Where the caller said
 * when it began, nothing is known between that and the monotonic clock, so the wall clock says the rest too.
 */
export class SpanClock {
  readonly start: HrTime;
  private readonly wallMs = Date.now();
  private readonly monotonicMs = otperformance.now();
  private readonly startGiven: boolean;

  constructor(start: unknown) {
    this.startGiven = start !== undefined && start !== null;
    this.start = this.startGiven ? this.time(start) : millisToHrTime(this.wallMs);
  }

  /** A time as the API takes it, or now where it is none. */
  time(given: unknown): HrTime {
    if (given === undefined && !this.startGiven) return this.sinceStart();
    if (typeof given === 'number') {
      // What is no later than the monotonic clock was read from it; its origin is corrected by the wall clock's.
      if (given > otperformance.now() || Number.isNaN(given)) return millisToHrTime(given);
      return hrTime(given + (this.wallMs - (this.monotonicMs + otperformance.timeOrigin)));
    }
    if (given instanceof Date) return millisToHrTime(given.getTime());
    if (isTimeInputHrTime(given)) return given;
    return this.startGiven ? millisToHrTime(Date.now()) : this.sinceStart();
  }

  private sinceStart(): HrTime {
    return addHrTimes(this.start, millisToHrTime(otperformance.now() - this.monotonicMs));
  }
}
