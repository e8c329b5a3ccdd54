import type { Logger } from 'winston';
import type Transport from 'winston-transport';
import { passes } from './log-levels.js';
import { redactor } from '../redaction/index.js';
import type { LogLine } from './log-line.js';

const SAY_AGAIN_MS = 10_000;

/** Gives each line to every transport of the logger, each in its own guard and by its own level. */
export class TransportFanOut {
  private failures = 0;
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly logger: Logger) {}

  write(line: LogLine): void {
    if (this.logger.silent) return;
    for (const transport of this.logger.transports) {
      if (transport.silent || !passes(line.level, transport.level ?? this.logger.level)) continue;
      try {
        hand(transport, line);
      } catch (error) {
        this.count(error);
      }
    }
  }

  /** Not by the logger: the transport that failed would get that line too. */
  private count(error: unknown): void {
    this.failures += 1;
    if (performance.now() - this.saidAt < SAY_AGAIN_MS) return;
    this.saidAt = performance.now();
    process.emitWarning(
      `a log transport threw (${this.failures} lines so far): ${redactor.redactText(String(error))}`,
      'LoggingWarning',
    );
  }
}

function hand(transport: Transport, line: LogLine): void {
  const { format } = transport;
  const shown = format ? format.transform({ ...line }, (format as { options?: unknown }).options) : line;
  if (!shown || typeof shown !== 'object') return;
  if (transport.log) transport.log(shown, ignore);
  else transport.write(shown);
}

/** Lines are never waited for: a transport that does not call back delays nobody. */
function ignore(): void {}
