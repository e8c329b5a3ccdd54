import { judgeBatch, RETENTION_DAYS, type ReceivedLogEvent } from './cloudwatch-logs-limits.js';

export interface LogGroup {
  retentionInDays: number | undefined;
  readonly streams: Map<string, ReceivedLogEvent[]>;
}

type Input = Readonly<Record<string, unknown>>;

/** An error as the API answers it. */
export class CloudWatchError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** The groups and streams behind the stand-in, with what each action refuses. */
export class CloudWatchLogsStore {
  readonly groups = new Map<string, LogGroup>();

  /** @throws CloudWatchError */
  perform(action: string, input: Input): object {
    if (action === 'DescribeLogGroups') return this.describeGroups(input);
    const name = matching(input, 'logGroupName', /^[\w./#-]{1,512}$/);
    if (action === 'CreateLogGroup') return this.createGroup(name);
    const group = this.groups.get(name);
    if (!group) throw new CloudWatchError('ResourceNotFoundException', 'The specified log group does not exist.');
    if (action === 'PutRetentionPolicy') return putRetention(group, input['retentionInDays']);
    if (action === 'DescribeLogStreams') return describeStreams(group);
    const streamName = matching(input, 'logStreamName', /^[^:*]{1,512}$/);
    if (action === 'CreateLogStream') return createStream(group, streamName);
    if (action === 'PutLogEvents') return putEvents(group.streams.get(streamName), input['logEvents']);
    throw new CloudWatchError('UnknownOperationException', action);
  }

  private describeGroups({ logGroupNamePrefix = '' }: Input): object {
    const names = [...this.groups.keys()].filter((name) => name.startsWith(String(logGroupNamePrefix)));
    return {
      logGroups: names.map((logGroupName) => ({ logGroupName, ...this.groups.get(logGroupName), streams: undefined })),
    };
  }

  private createGroup(name: string): object {
    if (this.groups.has(name))
      throw new CloudWatchError('ResourceAlreadyExistsException', 'The specified log group already exists');
    this.groups.set(name, { retentionInDays: undefined, streams: new Map() });
    return {};
  }
}

function putRetention(group: LogGroup, days: unknown): object {
  const allowed = RETENTION_DAYS.find((one) => one === days);
  if (allowed === undefined) throw new CloudWatchError('InvalidParameterException', 'retentionInDays');
  group.retentionInDays = allowed;
  return {};
}

function describeStreams(group: LogGroup): object {
  return { logStreams: [...group.streams.keys()].map((logStreamName) => ({ logStreamName })) };
}

function createStream(group: LogGroup, name: string): object {
  if (group.streams.has(name))
    throw new CloudWatchError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  group.streams.set(name, []);
  return {};
}

function putEvents(stream: ReceivedLogEvent[] | undefined, events: unknown): object {
  if (!stream) throw new CloudWatchError('ResourceNotFoundException', 'The specified log stream does not exist.');
  if (!Array.isArray(events)) throw new CloudWatchError('InvalidParameterException', 'logEvents');
  const verdict = judgeBatch(events, Date.now());
  if (typeof verdict === 'string') throw new CloudWatchError('InvalidParameterException', verdict);
  stream.push(...verdict.kept);
  return { nextSequenceToken: '0', rejectedLogEventsInfo: verdict.rejectedLogEventsInfo };
}

function matching(input: Input, name: string, pattern: RegExp): string {
  const value = input[name];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new CloudWatchError('InvalidParameterException', `Value at '${name}' failed to satisfy constraint`);
}
