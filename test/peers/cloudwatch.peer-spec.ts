import {
  CloudWatchLogs,
  paginateDescribeLogStreams,
  type GetLogEventsResponse,
  type OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { AppProcess } from '../support/app-process.js';
import { MotoServer } from './support/moto-server.js';
import { askMix } from './support/request-mix.js';

const REQUESTS = 1_500;
const GROUP = 'cruddur';

describe('CloudWatch Logs, as moto has it', () => {
  let moto: MotoServer;
  let api: CloudWatchLogs;
  const apps: AppProcess[] = [];
  beforeAll(async () => {
    moto = await MotoServer.start();
    api = new CloudWatchLogs(moto.client);
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    api?.destroy();
    await moto?.stop();
  });

  const startApp = async (stream: string) => {
    const names = { CLOUDWATCH_LOG_GROUP: GROUP, CLOUDWATCH_LOG_STREAM: stream, CLOUDWATCH_RETENTION_DAYS: '14' };
    const app = await AppProcess.start({ ...moto.environment, ...names, ROLLBAR_TEST_ROUTES: 'true' });
    apps.push(app);
    return app;
  };

  it('has every line of stdout, in its order, in a group and a stream that were made on demand', async () => {
    const app = await startApp('first');
    await askMix(app.url, REQUESTS);
    expect(await app.stop()).toBe(0);

    const { recorded, ...rest } = app.accounts()['cloudwatch']!;
    expect(rest).toEqual({ delivered: recorded, pending: 0, dropped: {} });
    const events = await eventsOf(api, 'first');
    expect(recorded).toBeGreaterThan(REQUESTS);
    expect(events.map(({ message }) => message)).toEqual(linesBeforeTheEnd(app).slice(0, recorded));
    expect(events.every(({ message = '', timestamp }) => timestamp === Date.parse(JSON.parse(message).timestamp))).toBe(
      true,
    );
    const { logGroups } = await api.describeLogGroups({ logGroupNamePrefix: GROUP });
    expect(logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 14 }]);
  });

  it('has a stream of its own for each instance, in the one group', async () => {
    const [second, third] = await Promise.all([startApp('second'), startApp('third')]);
    await Promise.all([askMix(second.url, 40), askMix(third.url, 40)]);
    expect(await Promise.all([second.stop(), third.stop()])).toEqual([0, 0]);

    const names: unknown[] = [];
    for await (const page of paginateDescribeLogStreams({ client: api }, { logGroupName: GROUP }))
      names.push(...(page.logStreams ?? []).map(({ logStreamName }) => logStreamName));
    expect(names).toEqual(expect.arrayContaining(['second', 'third']));
    for (const [name, app] of [
      ['second', second],
      ['third', third],
    ] as const)
      // prettier-ignore
      expect(await eventsOf(api, name)).toHaveLength(app.accounts()['cloudwatch']!.recorded);
  });
});

async function eventsOf(api: CloudWatchLogs, logStreamName: string): Promise<OutputLogEvent[]> {
  const events: OutputLogEvent[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const request = { logGroupName: GROUP, logStreamName, startFromHead: true, nextToken };
    const page: GetLogEventsResponse = await api.getLogEvents(request);
    events.push(...(page.events ?? []));
    if (page.nextForwardToken === nextToken) return events;
    nextToken = page.nextForwardToken;
  }
}

/** The JSON lines as they were printed, without the accounts, which go to stdout alone. */
function linesBeforeTheEnd(app: AppProcess): string[] {
  return app.lines.filter((line) => line.startsWith('{') && !line.includes('"telemetry accounts"'));
}
