import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { DeliveryBatch, DeliveryOutcome, DeliveryProtocol } from '../../delivery/index.js';
import { type EncodedEvents, encodedEvents, EVENTS_AS_JSON } from './encoded-events.js';
import { FailedCall } from './failed-call.js';
import { MAX_REQUEST_BYTES } from './log-event.js';
import type { LogStream } from './log-stream.js';
import { outcomeOfFailedCall } from './outcome-of-failed-call.js';
import { rejectedEvents } from './rejected-events.js';

const DAY_MS = 86_400_000;

/** How log events get to CloudWatch Logs: in order, one request at a time, within the limits of PutLogEvents. */
export class CloudWatchProtocol implements DeliveryProtocol {
  /** The body is the list of events as JSON; the SDK frames and signs the request around it. */
  readonly framing = { prefix: '[', separator: ',', suffix: ']' };
  readonly gzip = false;
  readonly limits = {
    maxBatchBytes: MAX_REQUEST_BYTES,
    maxBatchGroups: 10_000,
    flushIntervalMs: 1_000,
    attemptTimeoutMs: 10_000,
    maxInFlight: 1,
  } as const;
  private client: CloudWatchLogs | undefined;

  /** @param connect gives the client; called with the first batch, so that loading the SDK delays no boot */
  constructor(
    private readonly connect: () => Promise<CloudWatchLogs>,
    private readonly stream: LogStream,
  ) {}

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    const events = await encodedEvents(batch);
    if (events.spanMs > DAY_MS) return { kind: 'split', because: 'the events of one request may span 24 hours' };
    try {
      return await this.put(events, signal);
    } catch (error) {
      return outcomeOfFailedCall(error, batch.groupCount);
    }
  }

  close(): void {
    this.client?.destroy();
  }

  private async put(events: EncodedEvents, signal: AbortSignal): Promise<DeliveryOutcome> {
    const client = (this.client ??= await this.connect());
    try {
      return await this.putOnce(client, events, signal);
    } catch (error) {
      if (!(error instanceof FailedCall) || error.code !== 'ResourceNotFoundException') throw error;
      this.stream.forget();
      return this.putOnce(client, events, signal);
    }
  }

  private async putOnce(client: CloudWatchLogs, events: EncodedEvents, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { logGroupName, logStreamName } = this.stream;
    await this.stream.ensure(client, signal);
    const input = { logGroupName, logStreamName, logEvents: [], [EVENTS_AS_JSON]: events.json };
    const answer = await FailedCall.from('logs:PutLogEvents', () =>
      client.putLogEvents(input, { abortSignal: signal }),
    );
    const items = rejectedEvents(answer.rejectedLogEventsInfo, events.count);
    return items === 0 ? { kind: 'delivered' } : { kind: 'delivered', rejected: { reason: 'rejected', items } };
  }
}
