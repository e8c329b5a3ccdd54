import { describeError, oneLine } from './describe-error.js';

const LINE_EVERY_MS = 10_000;

export interface TroubleLogOptions {
  readonly sink: string;
  readonly destination: string;
  readonly unit: string;
  readonly logger: { warn(text: string): void; error(text: string): void; log(text: string): void };
}

/** The instant of a line, and how many items were pending then. */
export interface Standing {
  readonly now: number;
  readonly waiting: number;
}

/**
 * Says in words what happens to one destination: when trouble begins, at most every ten seconds while it lasts, and when
 * it ends. Events only count; lines are written by `tick` and `recovered`, never on the way of a request.
 */
export class TroubleLog {
  private trouble: { since: number; because: string; said: boolean; dropped: number } | undefined;
  private refusedKey = false;
  private lastLineAt = -Infinity;
  private readonly losses = new Map<string, { items: number; because: string }>();

  constructor(private readonly options: TroubleLogOptions) {}

  get lasts(): boolean {
    return this.trouble !== undefined || this.refusedKey;
  }

  /** Whether a line may have to be written later. */
  get owesLine(): boolean {
    return this.lasts || this.losses.size > 0;
  }

  failed(because: string, standing: Standing): void {
    this.trouble ??= { since: standing.now, because, said: false, dropped: 0 };
    this.trouble.because = because;
    this.tick(standing);
  }

  /** The destination answers again, if only to refuse. */
  recovered({ now, waiting }: Standing): void {
    this.refusedKey = false;
    const { trouble } = this;
    this.trouble = undefined;
    if (trouble) this.losses.clear();
    if (!trouble?.said) return;
    const lasted = seconds(now - trouble.since);
    this.say(
      'log',
      `takes data again after ${lasted}; ${this.count(waiting)} late, ${trouble.dropped} dropped meanwhile`,
      now,
    );
  }

  /** The key is refused: said once, until the destination has accepted something. */
  keyRefused(because: string, advice: string | undefined, { now, waiting }: Standing): void {
    if (this.refusedKey) return;
    this.refusedKey = true;
    this.trouble ??= { since: now, because, said: true, dropped: 0 };
    this.trouble.said = true;
    const next = `Asked again every 30 s with what is next; ${this.count(waiting)} ${waiting === 1 ? 'waits' : 'wait'}.`;
    this.say('error', `refuses the key (${oneLine(because)}). ${advice ? `${oneLine(advice)} ` : ''}${next}`, now);
  }

  /** Items left undelivered, for good. */
  lost(reason: string, items: number, because = ''): void {
    if (this.trouble) this.trouble.dropped += items;
    this.losses.set(reason, { items: (this.losses.get(reason)?.items ?? 0) + items, because });
  }

  tick({ now, waiting }: Standing): void {
    if (now - this.lastLineAt < LINE_EVERY_MS || this.refusedKey) return;
    const { trouble } = this;
    if (trouble) {
      const since = trouble.said ? `still takes no data after ${seconds(now - trouble.since)}` : 'takes no data';
      trouble.said = true;
      this.losses.clear();
      const dropped = trouble.dropped > 0 ? `, ${trouble.dropped} dropped` : '';
      this.say(
        'warn',
        `${since} (${oneLine(trouble.because)}); ${this.count(waiting)} kept to be sent again${dropped}`,
        now,
      );
    } else if (this.losses.size > 0) {
      const parts = [...this.losses].map(([reason, { items, because }]) =>
        oneLine(`${this.count(items)} dropped as ${reason}${because ? ` (${because})` : ''}`),
      );
      this.losses.clear();
      this.say('warn', parts.join('; '), now);
    }
  }

  private count(items: number): string {
    return `${items} ${this.options.unit}${items === 1 ? '' : 's'}`;
  }

  private say(level: 'log' | 'warn' | 'error', text: string, now: number): void {
    this.lastLineAt = now;
    const { sink, destination, logger } = this.options;
    try {
      logger[level](`${sink}: ${destination} ${text}`);
    } catch (error) {
      // A logger that throws must not stop delivery; the standard error stream is what is left to say it on.
      process.stderr.write(`telemetry delivery could not log: ${describeError(error)}\n`);
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
