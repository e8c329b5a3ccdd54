import { describeError } from '../describe-error.js';

const TRY_AGAIN_MS = 30_000;

export interface SpoolRoomOptions {
  readonly directory: string;
  readonly maxBytes: number;
  readonly logger: { warn(text: string): void; log(text: string): void };
  readonly clock: () => number;
}

/** What the journals of one folder share: its bound in bytes, and one voice for when the disk refuses. */
export class SpoolRoom {
  private used = 0;
  private shutUntil = -Infinity;
  private isFailing = false;
  private isFull = false;

  constructor(private readonly options: SpoolRoomOptions) {}

  /** False for half a minute after the disk refused. */
  get isOpen(): boolean {
    return this.options.clock() >= this.shutUntil;
  }

  /** Takes bytes of the bound. False: there is none left, and that has been said. */
  take(bytes: number): boolean {
    if (this.used + bytes <= this.options.maxBytes) {
      this.used += bytes;
      return true;
    }
    if (!this.isFull) this.warn(`is full at ${this.options.maxBytes} bytes; further telemetry is kept in memory only`);
    this.isFull = true;
    return false;
  }

  /** Bytes that are there whatever the bound says: an earlier run's, or notes of what was delivered. */
  count(bytes: number): void {
    this.used += bytes;
  }

  give(bytes: number): void {
    this.used -= bytes;
    this.isFull = false;
  }

  failed(error: unknown): void {
    this.shutUntil = this.options.clock() + TRY_AGAIN_MS;
    const next = 'telemetry is kept in memory only, and the folder tried again every 30 s';
    if (!this.isFailing) this.warn(`cannot be used (${describeError(error)}); ${next}`);
    this.isFailing = true;
  }

  worked(): void {
    if (!this.isFailing) return;
    this.isFailing = false;
    this.options.logger.log(`spool ${this.options.directory} can be used again`);
  }

  warn(text: string): void {
    this.options.logger.warn(`spool ${this.options.directory} ${text}`);
  }
}
