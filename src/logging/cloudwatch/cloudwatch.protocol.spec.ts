import { CloudWatchLogsApi } from '../../../test/support/cloudwatch-logs-api.js';
import type { DeliveryBatch } from '../../delivery/index.js';
import { cloudWatchClient } from './cloudwatch.client.js';
import { CloudWatchProtocol } from './cloudwatch.protocol.js';
import type { LogEvent } from './log-event.js';
import { LogStream } from './log-stream.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function logEvent(timestamp: number, message = 'm'): LogEvent {
  return { timestamp, message };
}

function batchOf(events: readonly LogEvent[]): DeliveryBatch {
  const groups = events.map((event) => ({ bytes: Buffer.from(JSON.stringify(event)), items: 1 }));
  const body = () => Promise.resolve(Buffer.from(JSON.stringify(events)));
  return { items: events.length, groupCount: events.length, body, groups: () => Promise.resolve(groups) };
}

describe('what the API’s answers mean for a batch', () => {
  const credentials = { AWS_ACCESS_KEY_ID: 'test-key-id', AWS_SECRET_ACCESS_KEY: 'test-secret' };
  const now = Date.now();
  let api: CloudWatchLogsApi;
  let protocol: CloudWatchProtocol;
  beforeAll(() => Object.assign(process.env, credentials));
  afterAll(() => {
    for (const name of Object.keys(credentials)) delete process.env[name];
  });
  beforeEach(async () => {
    api = await CloudWatchLogsApi.start();
    const stream = new LogStream({ logGroupName: 'cruddur', logStreamName: 'here', retentionDays: 7 });
    const client = cloudWatchClient({ region: 'eu-central-1', endpoint: api.url });
    protocol = new CloudWatchProtocol(() => Promise.resolve(client), stream);
  });
  afterEach(async () => {
    protocol.close();
    await api.stop();
  });

  const send = (events: readonly LogEvent[], signal = AbortSignal.timeout(5_000)) =>
    protocol.send(batchOf(events), signal);

  it('counts the too old and the too new as rejected', async () => {
    const outcome = await send([logEvent(now - 14 * DAY_MS - 2 * HOUR_MS), logEvent(now - 14 * DAY_MS - HOUR_MS)]);
    expect(outcome).toEqual({ kind: 'delivered', rejected: { reason: 'rejected', items: 2 } });
    expect(await send([logEvent(now), logEvent(now + HOUR_MS), logEvent(now + 3 * HOUR_MS)])).toEqual({
      kind: 'delivered',
      rejected: { reason: 'rejected', items: 1 },
    });
    expect(api.events('cruddur')).toHaveLength(2);
  });

  it('puts events in the order of their times, those of one millisecond as they came', async () => {
    const events = [logEvent(now, 'b1'), logEvent(now, 'b2'), logEvent(now - 5, 'a'), logEvent(now, 'b3')];
    expect(await send(events)).toEqual({ kind: 'delivered' });
    expect(api.events('cruddur').map(({ message }) => message)).toEqual(['a', 'b1', 'b2', 'b3']);
  });

  it('asks for halves of a batch that spans more than a day, without asking the API', async () => {
    expect(await send([logEvent(now - DAY_MS - 1), logEvent(now)])).toMatchObject({ kind: 'split' });
    expect(api.calls).toEqual([]);
  });

  it.each([
    ['ThrottlingException', 400, { kind: 'retry' }],
    ['LimitExceededException', 400, { kind: 'retry' }],
    ['ServiceUnavailableException', 503, { kind: 'retry' }],
    ['InternalFailure', 500, { kind: 'retry' }],
    ['OperationAbortedException', 400, { kind: 'retry' }],
    ['DataAlreadyAcceptedException', 400, { kind: 'delivered' }],
    ['InvalidParameterException', 400, { kind: 'split' }],
    ['RequestEntityTooLarge', 413, { kind: 'split' }],
    ['UnknownOperationException', 404, { kind: 'refused', reason: 'http_404' }],
    ['SerializationException', 400, { kind: 'refused', reason: 'http_400' }],
    [
      'UnrecognizedClientException',
      400,
      { kind: 'refused', unauthorized: true, advice: 'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.' },
    ],
    [
      'AccessDeniedException',
      400,
      { kind: 'refused', unauthorized: true, advice: 'These AWS credentials need the permission logs:PutLogEvents.' },
    ],
    ['ExpiredTokenException', 400, { kind: 'refused', unauthorized: true }],
    ['SomethingNew', 403, { kind: 'refused', unauthorized: true }],
  ] as const)('%s (%i) means %j', async (error, status, outcome) => {
    await send([logEvent(now)]);
    api.answer((action) => (action === 'PutLogEvents' ? { error, status } : undefined));
    expect(await send([logEvent(now), logEvent(now)])).toMatchObject(outcome);
  });

  it('refuses a single event that is invalid', async () => {
    await send([logEvent(now)]);
    api.answer({ error: 'InvalidParameterException' });
    expect(await send([logEvent(now)])).toMatchObject({ kind: 'refused', reason: 'invalid' });
  });

  it('tries again later when nobody answers, and where a group is being deleted', async () => {
    api.answer('reset');
    expect(await send([logEvent(now)])).toMatchObject({ kind: 'retry' });
    api.answer({ error: 'ResourceNotFoundException' });
    expect(await send([logEvent(now)])).toMatchObject({ kind: 'retry' });
  });

  it('settles when it is told to stop waiting', async () => {
    api.answer('hang');
    expect(await send([logEvent(now)], AbortSignal.timeout(50))).toMatchObject({ kind: 'retry' });
  });

  it('sets the retention of a group that it made, also when that fails at first', async () => {
    api.answer((action, attempt) =>
      action === 'PutRetentionPolicy' && attempt === 1
        ? { error: 'ServiceUnavailableException', status: 503 }
        : undefined,
    );
    expect(await send([logEvent(now)])).toMatchObject({ kind: 'retry' });
    expect(await send([logEvent(now)])).toEqual({ kind: 'delivered' });
    expect(api.groups.get('cruddur')?.retentionInDays).toBe(7);
  });
});
