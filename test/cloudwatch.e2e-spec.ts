import { Logger } from '@nestjs/common';
import { MESSAGE } from 'triple-beam';
import WinstonCloudWatch from 'winston-cloudwatch';
import { DeliveryService } from '../src/delivery/index.js';
import { cloudWatchConfig } from '../src/logging/cloudwatch/index.js';
import { CloudWatchLogSink } from '../src/logging/cloudwatch/cloudwatch.log-sink.js';
import { createLogger } from '../src/logging/create-logger.js';
import { NestLogger } from '../src/logging/index.js';
import { StdoutTransport } from '../src/logging/stdout.transport.js';
import { CloudWatchLogsApi } from './support/cloudwatch-logs-api.js';
import { eventually } from './support/eventually.js';
import { LineRecorder } from './support/line-recorder.js';
import { describeSinkContract } from './support/sink-contract.js';

const GROUP = 'cruddur';

const credentials = { AWS_ACCESS_KEY_ID: 'test-key-id', AWS_SECRET_ACCESS_KEY: 'test-secret' };

function start(environment: Record<string, string>, delivery: DeliveryService) {
  const output = new LineRecorder();
  const logger = createLogger({ level: 'info', transports: [new StdoutTransport(output, (line) => line[MESSAGE])] });
  Logger.overrideLogger(new NestLogger(logger));
  const config = cloudWatchConfig.from({ CLOUDWATCH_LOG_GROUP: GROUP, ...environment });
  const sink = new CloudWatchLogSink(config, logger, delivery);
  return { logger, output, config, sink };
}

function deliveryService(shutdownMs = 20_000) {
  return new DeliveryService({ queueBytes: 48 * 1024 * 1024, shutdownMs, spoolDir: undefined, spoolBytes: 0 });
}

describe('log lines to CloudWatch Logs', () => {
  let api: CloudWatchLogsApi;
  let delivery: DeliveryService;
  beforeAll(() => Object.assign(process.env, credentials));
  afterAll(() => {
    for (const name of Object.keys(credentials)) delete process.env[name];
    Logger.overrideLogger(['log', 'fatal', 'error', 'warn']);
  });
  beforeEach(async () => {
    api = await CloudWatchLogsApi.start();
    delivery = deliveryService();
  });
  afterEach(async () => {
    await delivery.flush(0);
    await api.stop();
  });

  const accounts = () => delivery.accounts()['cloudwatch'];
  const messages = () => api.lines(GROUP).map((line) => line['message']);
  const puts = () => api.calls.filter((call) => call.action === 'PutLogEvents');

  it('go into a group and a stream made on demand, as the JSON that stdout has', async () => {
    const { logger, output } = start({ ...api.environment, CLOUDWATCH_RETENTION_DAYS: '14' }, delivery);
    logger.info('three activities', { count: 3 });
    await delivery.flush();
    expect(api.actions()).toEqual([
      'CreateLogStream',
      'CreateLogGroup',
      'CreateLogStream',
      'PutRetentionPolicy',
      'PutLogEvents',
    ]);
    expect(api.groups.get(GROUP)?.retentionInDays).toBe(14);
    expect(api.events(GROUP).map((event) => event.message)).toEqual(output.lines());
    const line = output.last();
    expect(line).toMatchObject({ message: 'three activities', count: 3 });
    expect(api.events(GROUP).at(-1)?.timestamp).toBe(Date.parse(String(line['timestamp'])));
    expect(accounts()).toEqual({
      recorded: output.lines().length,
      delivered: output.lines().length,
      pending: 0,
      dropped: {},
    });
  });

  it('keep their order within a millisecond and over many requests, each within the API’s limits', async () => {
    const { logger } = start(api.environment, delivery);
    for (let number = 0; number < 25_000; number += 1) logger.info(`line ${number}`);
    for (let number = 0; number < 40; number += 1)
      logger.info(`long ${number}`, { text: 'é"\n'.repeat(5_000), more: 'x'.repeat(15_000) });
    await delivery.flush();
    expect(messages().filter((message) => String(message).startsWith('line'))).toEqual(
      Array.from({ length: 25_000 }, (_, number) => `line ${number}`),
    );
    expect(messages().slice(-40)).toEqual(Array.from({ length: 40 }, (_, number) => `long ${number}`));
    expect(puts().length).toBeGreaterThan(3);
    expect(puts().filter((call) => call.error !== undefined)).toEqual([]);
  });

  it('fit into an event however large they are, still JSON', async () => {
    const { logger } = start(api.environment, delivery);
    // One object's texts have a bound of their own; four of the longest to write down are more than an event holds.
    const list = Array.from({ length: 190 }, () => '"\u0001'.repeat(8_000));
    logger.info('huge', { one: list }, { two: list }, { three: list }, { four: list });
    await delivery.flush();
    expect(api.lines(GROUP).at(-1)).toMatchObject({
      message: 'huge',
      clipped: expect.stringContaining('bytes are too many'),
    });
    expect(accounts()).toMatchObject({ pending: 0, dropped: {} });
  });

  it('are taken while the SDK is not loaded yet, then by winston-cloudwatch’s own transport', async () => {
    const { logger } = start(api.environment, delivery);
    logger.info('early');
    expect(logger.transports.map((transport) => Reflect.get(transport, 'name'))).toEqual(['stdout', 'CloudWatch']);
    await eventually(() => expect(logger.transports[1]).toBeInstanceOf(WinstonCloudWatch));
    expect(Reflect.get(logger.transports[1] ?? {}, 'name')).toBe('CloudWatch');
    logger.info('late');
    const transport = logger.transports[1];
    if (!(transport instanceof WinstonCloudWatch)) throw new Error('another transport');
    await new Promise((resolve) => transport.kthxbye(resolve));
    expect(messages().slice(-2)).toEqual(['early', 'late']);
  });

  it('need no permission to make a group that is there, whose retention is left alone', async () => {
    api.groups.set(GROUP, { retentionInDays: 400, streams: new Map() });
    const { logger } = start(api.environment, delivery);
    logger.info('m');
    await delivery.flush();
    expect(api.actions()).toEqual(['CreateLogStream', 'PutLogEvents']);
    expect(api.groups.get(GROUP)?.retentionInDays).toBe(400);
  });

  it('arrive though the retention may not be set, which is said', async () => {
    api.answer((action) => (action === 'PutRetentionPolicy' ? { error: 'AccessDeniedException' } : undefined));
    const { logger, output } = start(api.environment, delivery);
    logger.info('m');
    await delivery.flush();
    expect(messages()).toContain('m');
    expect(output.lines().join('\n')).toContain('allow logs:PutRetentionPolicy');
  });

  it.each(['stream', 'group'])('arrive also after somebody deleted the %s', async (deleted) => {
    const { logger } = start(api.environment, delivery);
    logger.info('before');
    await eventually(() => expect(messages()).toContain('before'));
    if (deleted === 'group') api.groups.delete(GROUP);
    else api.groups.get(GROUP)?.streams.clear();
    logger.info('after');
    await delivery.flush();
    expect(messages()).toEqual(['after']);
    expect(api.groups.get(GROUP)?.retentionInDays).toBe(7);
    expect(accounts()).toMatchObject({ pending: 0, dropped: {} });
  });

  it('of an outage arrive afterwards, all, in order, once', async () => {
    api.answer((_action, attempt) =>
      attempt <= 2 ? { error: 'ServiceUnavailableException', status: 503 } : undefined,
    );
    const { logger } = start(api.environment, delivery);
    for (let number = 0; number < 12_000; number += 1) logger.info(`line ${number}`);
    await eventually(() => expect(accounts()?.pending).toBe(0));
    expect(messages().filter((message) => String(message).startsWith('line'))).toEqual(
      Array.from({ length: 12_000 }, (_, number) => `line ${number}`),
    );
  });

  it.each([
    ['UnrecognizedClientException', 'AWS_ACCESS_KEY_ID'],
    ['ExpiredTokenException', 'AWS_SESSION_TOKEN'],
    ['AccessDeniedException', 'logs:CreateLogStream'],
  ])('are not taken under %s: the one line says what to check, %s', async (error, advice) => {
    api.answer({ error });
    const { logger, output } = start(api.environment, delivery);
    logger.info('m');
    await eventually(() => expect(output.lines().join('\n')).toContain(advice));
    expect(output.lines().join('\n')).not.toContain(credentials.AWS_SECRET_ACCESS_KEY);
  });

  it('say AWS_ACCESS_KEY_ID where there are no credentials', async () => {
    for (const name of Object.keys(credentials)) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_CONFIG_FILE: '/nowhere',
    });
    try {
      const { logger, output } = start(api.environment, delivery);
      logger.info('m');
      await eventually(() => expect(output.lines().join('\n')).toContain('Set AWS_ACCESS_KEY_ID'));
    } finally {
      for (const name of ['AWS_EC2_METADATA_DISABLED', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE'])
        delete process.env[name];
      Object.assign(process.env, credentials);
    }
  });

  it('about their own trouble stay here: refused for good, they would make more of them for ever', async () => {
    api.answer((action) => (action === 'PutLogEvents' ? { error: 'InvalidParameterException' } : undefined));
    const { logger, output } = start(api.environment, delivery);
    logger.info('m');
    const recorded = accounts()?.recorded;
    await eventually(() => expect(output.lines().join('\n')).toContain('dropped as invalid'));
    expect(accounts()).toMatchObject({ recorded, pending: 0, dropped: { invalid: recorded } });
  });

  it('are off without a group', () => {
    const { logger } = start({ CLOUDWATCH_LOG_GROUP: '' }, delivery);
    expect(logger.transports).toHaveLength(1);
    expect(delivery.statuses()).toEqual([{ sink: 'cloudwatch', state: 'off', variable: 'CLOUDWATCH_LOG_GROUP' }]);
    expect(accounts()).toBeUndefined();
  });
});

describe('CloudWatch and its credentials', () => {
  beforeAll(() => Object.assign(process.env, credentials));

  describeSinkContract('cloudwatch', {
    sink: 'cloudwatch',
    transport: 'http',
    accepts: { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '{}' },
    refuses: {
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: 'InvalidParameterException', message: 'refused' }),
    },
    start: (to, delivery) => {
      const { logger } = start({ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: to.url }, delivery);
      Logger.overrideLogger(false);
      return {
        emit: (count) => {
          for (let number = 0; number < count; number += 1) logger.info(`line ${number}`);
        },
        emitHostile: () => {
          const cyclic: Record<string, unknown> = { big: 10n };
          cyclic['self'] = cyclic;
          logger.info('cyclic', cyclic);
          logger.info('getter', Object.defineProperty({}, 'trap', { enumerable: true, get: () => { throw new Error('getter'); } })); // prettier-ignore
        },
      };
    },
  });
});
