import type { LogRow } from '../../api/spans.js';
import { HourlyCount } from './hourly-count.js';

/** CloudWatch Logs counts so many bytes for each event besides its message. */
const LOG_EVENT_BYTES = 26;

/** What a service may set LOG_LEVEL to for less, the loudest first, and OpenTelemetry's least number of its lines. */
const LEAST_SEVERITY = { info: 9, warn: 13, error: 17 } as const;

export type QuieterLevel = keyof typeof LEAST_SEVERITY;
export const QUIETER_LEVELS = Object.keys(LEAST_SEVERITY) as QuieterLevel[];

/** One service's log lines of the last hour, in the bytes that CloudWatch Logs bills. */
export class LogTraffic {
  private readonly logs: HourlyCount;
  private readonly bytes: HourlyCount;
  private readonly bytesFrom: Readonly<Record<QuieterLevel, HourlyCount>>;

  constructor(now?: () => number) {
    this.logs = new HourlyCount(now);
    this.bytes = new HourlyCount(now);
    this.bytesFrom = { info: new HourlyCount(now), warn: new HourlyCount(now), error: new HourlyCount(now) };
  }

  note(logs: readonly LogRow[]): void {
    this.logs.add(logs.length);
    for (const log of logs) {
      const bytes = bytesOf(log);
      this.bytes.add(bytes);
      for (const level of QUIETER_LEVELS) if (isFrom(level, log)) this.bytesFrom[level].add(bytes);
    }
  }

  get bytesOfLog(): number {
    return this.logs.total === 0 ? 0 : this.bytes.total / this.logs.total;
  }

  /** What part of the bytes LOG_LEVEL would leave; 1 where no line was seen. */
  shareFrom(level: QuieterLevel): number {
    return this.bytes.total === 0 ? 1 : this.bytesFrom[level].total / this.bytes.total;
  }
}

/** A line without a severity is not credited to any level: nobody knows what would leave it out. */
function isFrom(level: QuieterLevel, { severity_number: severity }: LogRow): boolean {
  return severity === 0 || severity >= LEAST_SEVERITY[level];
}

function bytesOf({ body, attributes }: LogRow): number {
  return LOG_EVENT_BYTES + Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes));
}
