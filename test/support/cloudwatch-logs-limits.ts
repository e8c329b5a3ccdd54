import { Buffer } from 'node:buffer';

export interface ReceivedLogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** What PutLogEvents answers: how many of the events it kept, and from where to where it refused them. */
export interface PutVerdict {
  readonly kept: readonly ReceivedLogEvent[];
  readonly rejectedLogEventsInfo?: Readonly<Record<string, number>>;
}

const DAY_MS = 86_400_000;

export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * The limits of PutLogEvents, as its API reference gives them.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 *
 * @returns why the batch is invalid as a whole, or what becomes of its events.
 */
export function judgeBatch(events: readonly ReceivedLogEvent[], nowMs: number): string | PutVerdict {
  if (events.length < 1 || events.length > 10_000) return 'logEvents: between 1 and 10000 events';
  if (
    events.some(
      (event) => !Number.isInteger(event.timestamp) || typeof event.message !== 'string' || event.message === '',
    )
  )
    return 'logEvents: each needs a timestamp and a message of at least one character';
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event.message) + 26, 0);
  if (bytes > 1_048_576) return `Upload too large: ${bytes} bytes exceeds limit of 1048576`;
  if (events.some((event, index) => index > 0 && event.timestamp < (events[index - 1]?.timestamp ?? 0)))
    return 'Log events in a single PutLogEvents request must be in chronological order.';
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > DAY_MS)
    return 'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.';
  return dropTooOldAndTooNew(events, nowMs);
}

function dropTooOldAndTooNew(events: readonly ReceivedLogEvent[], nowMs: number): PutVerdict {
  const tooOld = events.filter((event) => event.timestamp < nowMs - 14 * DAY_MS).length;
  const tooNew = events.findIndex((event) => event.timestamp > nowMs + 2 * 3_600_000);
  const info = {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(tooNew >= 0 ? { tooNewLogEventStartIndex: tooNew } : {}),
  };
  const kept = events.slice(tooOld, tooNew < 0 ? undefined : tooNew);
  return Object.keys(info).length > 0 ? { kept, rejectedLogEventsInfo: info } : { kept };
}
