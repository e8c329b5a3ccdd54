import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';
import { writeAccountsLine } from './accounts-line.js';
import type { DeliveryService } from './delivery-service.js';
import { describeError } from './describe-error.js';
import { HttpDrain } from './http-drain.js';
import { within } from './within.js';

export type CrashOrigin = 'uncaughtException' | 'unhandledRejection';

export interface ShutdownOptions {
  readonly app: { getHttpServer(): Server; close(): Promise<unknown> };
  readonly delivery: Pick<DeliveryService, 'flush' | 'mustEndBy' | 'accounts' | 'shutdownMs'>;
  /** Readiness off: called once, before anything is closed. */
  readonly onDraining: () => void;
  /** The whole way from a signal to the exit, in the worst case; by default 2.5 s more than the last flush may take. */
  readonly deadlineMs?: number;
  /** One report of what crashed the process, to the error destinations. */
  readonly reportCrash: (error: unknown, origin: CrashOrigin) => void;
}

/**
 * A signal this soon after the first is the first one, heard twice: Ctrl+C reaches the whole process group, and npm and
 * the Nest CLI hand on what they get.
 */
const SAME_SIGNAL_MS = 500;
const DRAIN_MS = 3_000;
const CRASH_DEADLINE_MS = 2_800;
const CRASH_DRAIN_MS = 700;
/** Of every deadline, what is kept for the exit itself. */
const EXIT_MS = 200;
/** The modules' own hooks come before the flush; one that hangs is not waited for any longer. */
const HOOKS_MS = 500;

/**
 * The one way out of the process. A signal: readiness off, stop accepting, answer what was accepted, close the
 * application, flush, write the accounts, exit 0. A second signal, half a second later or more: accounts, exit. A crash: one report, one log line,
 * the same way in under 3 s, exit 1.
 */
export class ShutdownOwner {
  private readonly logger = new Logger('Shutdown');
  private readonly drain: HttpDrain;
  private exitCode = 0;
  private ending = false;
  private crashed = false;
  private signalledAt: number | undefined;

  constructor(private readonly options: ShutdownOptions) {
    this.drain = new HttpDrain(options.app.getHttpServer());
  }

  /** Takes the process's signals and crashes; call once, before listening. */
  install(): void {
    process.on('SIGTERM', () => this.onSignal());
    process.on('SIGINT', () => this.onSignal());
    process.on('uncaughtException', (error) => this.onCrash(error, 'uncaughtException'));
    process.on('unhandledRejection', (reason) => this.onCrash(reason, 'unhandledRejection'));
  }

  private onSignal(): void {
    const now = performance.now();
    if (this.signalledAt !== undefined && now - this.signalledAt < SAME_SIGNAL_MS) return;
    if (this.ending) this.exit();
    this.signalledAt = now;
    this.begin(this.options.deadlineMs ?? this.options.delivery.shutdownMs + 2_500, DRAIN_MS);
  }

  private onCrash(error: unknown, origin: CrashOrigin): void {
    this.exitCode = 1;
    if (this.crashed) return;
    this.crashed = true;
    this.guarded('the log line of the crash', () => {
      this.logger.error(
        `${origin}: ${describeError(error)}; the process ends`,
        error instanceof Error ? error.stack : undefined,
      );
    });
    this.guarded('the report of the crash', () => this.options.reportCrash(error, origin));
    this.begin(CRASH_DEADLINE_MS, CRASH_DRAIN_MS);
  }

  private begin(limitMs: number, drainMs: number): void {
    const endsAt = performance.now() + limitMs;
    // Both the promise that something will happen and what keeps the process alive until it has.
    setTimeout(() => this.exit(), limitMs);
    this.options.delivery.mustEndBy(endsAt - EXIT_MS);
    if (this.ending) return;
    this.ending = true;
    void this.end(endsAt, drainMs).catch((error: unknown) => {
      this.logger.error(`shutting down failed: ${describeError(error)}`);
      this.exit();
    });
  }

  private async end(endsAt: number, drainMs: number): Promise<void> {
    const { app, delivery, onDraining } = this.options;
    this.guarded('turning readiness off', onDraining);
    await this.drain.drain(drainMs);
    const closed = this.closeApplication(app);
    await within(HOOKS_MS, closed);
    await delivery.flush();
    await within(Math.min(HOOKS_MS, endsAt - performance.now() - EXIT_MS), closed);
    this.exit();
  }

  private async closeApplication(app: ShutdownOptions['app']): Promise<void> {
    try {
      await app.close();
    } catch (error) {
      this.logger.warn(`closing the application failed: ${describeError(error)}`);
    }
  }

  private guarded(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      process.stderr.write(`${what} failed: ${describeError(error)}\n`);
    }
  }

  private exit(): never {
    writeAccountsLine(this.options.delivery.accounts());
    process.exit(this.exitCode);
  }
}
