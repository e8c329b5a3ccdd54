import { MESSAGE } from 'triple-beam';
import { type Group, Scratch } from '../../delivery/index.js';
import type { LogLine } from '../index.js';

/** One event of PutLogEvents. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** The bound of one request, and so of one event: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const MAX_REQUEST_BYTES = 1_048_576;

/**
 * Writes lines as the JSON of their events. That JSON is always longer than the API's count of the event (its text in UTF-8
 * and 26 bytes), so a body of such events that is within the bound is within the API's too.
 */
export class LogEventEncoder {
  private readonly scratch = new Scratch(4_096);
  private timestamp = '';
  private epochMs = 0;

  /** @returns bytes that are good until the next call. */
  encode(line: LogLine): Group {
    const bytes = this.write(line, line[MESSAGE]);
    return {
      bytes: bytes.byteLength + 2 <= MAX_REQUEST_BYTES ? bytes : this.write(line, withoutFields(line)),
      items: 1,
    };
  }

  private write(line: LogLine, message: string): Buffer {
    const json = `{"timestamp":${this.epochMsOf(line)},"message":${JSON.stringify(message)}}`;
    return this.scratch.reset().write(json);
  }

  /** Lines of one millisecond share their text. */
  private epochMsOf({ timestamp }: LogLine): number {
    if (timestamp !== this.timestamp) {
      this.timestamp = timestamp;
      this.epochMs = Date.parse(timestamp);
    }
    return this.epochMs;
  }
}

/** What makes a line that large is its fields: the message has a bound of its own. The line stays JSON. */
function withoutFields(line: LogLine): string {
  const { timestamp, level, message, context, trace_id, span_id, trace_flags } = line;
  const clipped = `fields left out: ${Buffer.byteLength(line[MESSAGE])} bytes are too many for one event`;
  return JSON.stringify({ timestamp, level, message, context, trace_id, span_id, trace_flags, clipped });
}
