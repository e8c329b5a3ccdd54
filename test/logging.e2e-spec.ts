import { AppProcess } from './support/app-process.js';
import { CloudWatchLogsApi } from './support/cloudwatch-logs-api.js';
import { eventually } from './support/eventually.js';

const HOME = '/api/activities/home';
const ACCESS = /^\[\d{4}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}\] /;

function access(app: AppProcess) {
  return app.logs().filter(({ message }) => ACCESS.test(message ?? ''));
}

describe('the log of the service', () => {
  let app: AppProcess | undefined;
  let api: CloudWatchLogsApi | undefined;
  afterEach(async () => {
    await app?.stop();
    await api?.stop();
    app = undefined;
    api = undefined;
  });

  it('has one access line a request, as the original’s, with its parts and the request’s own ids', async () => {
    app = await AppProcess.start();
    const answer = await fetch(`${app.url}${HOME}?api_key=hunter2`, { headers: { 'user-agent': 'test/1' } });
    await answer.text();
    const running = app;
    const [line] = await eventually(() => {
      expect(access(running)).toHaveLength(1);
      return access(running);
    });
    const [, traceId, spanId, flags] = (answer.headers.get('traceresponse') ?? '').split('-');
    expect(line?.message).toMatch(/\] 127\.0\.0\.1 GET http \/api\/activities\/home\?api_key=\[redacted\] 200 OK$/);
    expect(line).toMatchObject({
      level: 'info',
      context: 'Access',
      trace_id: traceId,
      span_id: spanId,
      trace_flags: flags,
      'enduser.id': 'andrewbrown',
      'http.request.method': 'GET',
      'http.route': HOME,
      'http.response.status_code': 200,
      'url.path': HOME,
      'client.address': '127.0.0.1',
      'user_agent.original': 'test/1',
      duration_ms: expect.any(Number),
    });
    expect(app.lines.join('\n')).not.toContain('hunter2');
  });

  it('names the trace and the viewer on what is logged inside of a request', async () => {
    const started = await AppProcess.start();
    app = started;
    const answer = await fetch(`${started.url}${HOME}`);
    const [, traceId] = (answer.headers.get('traceresponse') ?? '').split('-');
    const hello = await eventually(() => {
      const line = started.logs().find(({ message }) => message === `Hello Cloudwatch! from ${HOME}`);
      expect(line).toBeDefined();
      return line;
    });
    expect(hello).toMatchObject({ level: 'info', trace_id: traceId, 'enduser.id': 'andrewbrown' });
  });

  it('has no access line for health checks, one for every other status', async () => {
    app = await AppProcess.start();
    await fetch(`${app.url}/health/live`);
    await fetch(`${app.url}/nowhere`);
    const running = app;
    await eventually(() => expect(access(running)).toHaveLength(1));
    expect(access(app)[0]?.message).toMatch(/GET http \/nowhere\? 404 Not Found$/);
  });

  it('goes on serving when nobody reads its output any more', async () => {
    app = await AppProcess.start();
    app.process.stdout?.destroy();
    for (let number = 0; number < 5; number += 1) expect((await fetch(`${app.url}${HOME}`)).status).toBe(200);
    expect(app.process.exitCode).toBeNull();
  });

  it('is for people where LOG_FORMAT says so', async () => {
    app = AppProcess.spawn({ LOG_FORMAT: 'pretty' });
    const running = app;
    const line = await eventually(() => {
      const found = running.lines.find((text) => text.includes('listening on'));
      if (found === undefined) throw new Error(running.lines.join('\n'));
      return found;
    });
    expect(line).toMatch(/^\d{2}:\d{2}:\d{2}\.\d{3} INFO {2}\[\w+\] listening on http/);
  });

  it('goes to CloudWatch as it goes to stdout, from the first line of the boot to the last before the exit', async () => {
    api = await CloudWatchLogsApi.start();
    app = await AppProcess.start({ ...api.environment, CLOUDWATCH_LOG_GROUP: 'cruddur', LOG_LEVEL: 'debug' });
    await (await fetch(`${app.url}${HOME}`)).text();
    expect(await app.stop()).toBe(0);
    const sent = api.events('cruddur').map(({ message }) => message);
    expect(sent).toEqual(app.lines.filter((line) => line.startsWith('{')).slice(0, sent.length));
    expect(sent[0]).toContain('Starting Nest application');
    expect(sent.join('\n')).toMatch(/GET http \/api\/activities\/home\? 200 OK/);
    expect(app.accounts()['cloudwatch']).toEqual({
      recorded: sent.length,
      delivered: sent.length,
      pending: 0,
      dropped: {},
    });
  });

  it.each([
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ CLOUDWATCH_LOG_GROUP: 'cruddur', CLOUDWATCH_RETENTION_DAYS: '8' }, 'CLOUDWATCH_RETENTION_DAYS'],
  ])('stops the boot under %j with one line that names %s', async (environment, variable) => {
    app = AppProcess.spawn(environment);
    expect(await app.ended()).toBe(1);
    expect([...app.lines, ...app.errors].filter((line) => line.includes(variable))).toHaveLength(1);
  });
});
