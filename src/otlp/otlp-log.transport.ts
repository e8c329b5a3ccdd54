import Transport from 'winston-transport';
import type { LogLine } from '../logging/index.js';
import type { SpanRecord } from '../tracing/index.js';
import type { EncodeOnce } from './encode-once.js';
import type { LogRecord } from './encoding/log-record.js';
import { toLogRecord } from './to-log-record.js';

/** Takes every line of the application's logger for all destinations that want logs. */
export class OtlpLogTransport extends Transport {
  constructor(
    private readonly logs: EncodeOnce<LogRecord>,
    private readonly resource: () => SpanRecord['resource'],
  ) {
    super();
  }

  /** Calls back at once: the line is safe in memory, and winston must not wait for a destination. */
  override log(line: LogLine, next: () => void): void {
    this.logs.accept(toLogRecord(line, this.resource()));
    next();
  }
}
