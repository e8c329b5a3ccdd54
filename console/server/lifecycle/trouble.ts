import { say } from './say.js';

const EVERY_MS = 10_000;

/** Says what goes wrong in the console itself, at most once in ten seconds and with how many more there were. */
export class Trouble {
  private saidAt = -Infinity;
  private unsaid = 0;

  readonly note = (error: unknown): void => {
    this.unsaid += 1;
    if (performance.now() - this.saidAt < EVERY_MS) return;
    const more = this.unsaid > 1 ? ` (and ${this.unsaid - 1} more)` : '';
    say(`console: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}${more}`);
    this.saidAt = performance.now();
    this.unsaid = 0;
  };
}
