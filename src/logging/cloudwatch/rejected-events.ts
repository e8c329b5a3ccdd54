import type { RejectedLogEventsInfo } from '@aws-sdk/client-cloudwatch-logs';

/**
 * How many of `sent` events, in chronological order, the API did not keep. Its end indexes count the too old ones
 * (past 14 days, or past the group's retention) from the front; its start index is the first that is too new (over 2 h ahead).
 */
export function rejectedEvents(info: RejectedLogEventsInfo | undefined, sent: number): number {
  const old = Math.max(info?.tooOldLogEventEndIndex ?? 0, info?.expiredLogEventEndIndex ?? 0);
  const tooNew = sent - (info?.tooNewLogEventStartIndex ?? sent);
  return Math.min(sent, old + tooNew);
}
