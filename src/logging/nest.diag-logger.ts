import type { DiagLogger } from '@opentelemetry/api';
import { Logger } from '@nestjs/common';

const WINDOW_MS = 10_000;
const LINES_A_WINDOW = 5;

/** OpenTelemetry's own complaints as log lines, warnings and errors only, a few in ten seconds; the rest is counted. */
export class NestDiagLogger implements DiagLogger {
  private readonly logger = new Logger('OpenTelemetry');
  private windowStart = Number.NEGATIVE_INFINITY;
  private lines = 0;

  error(message: string, ...details: unknown[]): void {
    if (this.admits()) this.logger.error(message, ...details.map(notAString));
  }

  warn(message: string, ...details: unknown[]): void {
    if (this.admits()) this.logger.warn(message, ...details.map(notAString));
  }

  info(): void {}
  debug(): void {}
  verbose(): void {}

  private admits(): boolean {
    const now = performance.now();
    if (now - this.windowStart >= WINDOW_MS) {
      const unsaid = this.lines - LINES_A_WINDOW;
      this.windowStart = now;
      this.lines = 0;
      if (unsaid > 0) this.logger.warn(`${unsaid} more lines of OpenTelemetry were left out`);
    }
    this.lines += 1;
    return this.lines <= LINES_A_WINDOW;
  }
}

/** Nest takes a trailing string for the context or the stack. */
function notAString(detail: unknown): unknown {
  return typeof detail === 'string' ? { detail } : detail;
}
