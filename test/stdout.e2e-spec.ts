import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';

const ESCAPE = '\u001b';

describe('the spans on stdout', () => {
  let app: AppProcess;

  afterEach(() => app.stop());

  /** The lines of text, which are no log lines. */
  const text = () => app.lines.filter((line) => line.includes(' ms  '));

  it('are one line each in development, children below their request, under the trace id of the answer', async () => {
    app = await AppProcess.start({ NODE_ENV: 'development', CONSOLE: 'off' });
    const answer = await fetch(`${app.url}/api/activities/home`);
    const traceId = answer.headers.get('traceresponse')?.split('-')[1] ?? 'no trace';
    const lines = await eventually(() => {
      expect(text().length).toBeGreaterThanOrEqual(2);
      return text();
    });
    expect(lines[0]).toMatch(/^ +\d+\.\d\d ms {2}GET \/api\/activities\/home 200 .*app\.result_length=3/);
    expect(lines[0]).toContain(`trace_id=${traceId}`);
    expect(lines.slice(1).join('\n')).toMatch(/^ +\d+\.\d\d ms {4}home-activities-mock-data .*app\.result_length=3/m);
    expect(new Set(lines.map((line) => line.indexOf(' ms  '))).size).toBe(1);
    expect(lines.join('')).not.toContain(ESCAPE);
    expect(app.logs().find(({ trace_id: id }) => id === traceId)).toBeDefined();
  });

  it('mark a request that failed', async () => {
    app = await AppProcess.start({ STDOUT_SPANS: 'true', ROLLBAR_TEST_ROUTES: 'true' });
    await fetch(`${app.url}/rollbar/error`);
    await eventually(() => expect(text()[0]).toMatch(/^✗ +\d+\.\d\d ms {2}GET \/rollbar\/error 500/));
  });

  it('are not written in production', async () => {
    app = await AppProcess.start({ NODE_ENV: 'production' });
    await fetch(`${app.url}/api/activities/home`);
    await app.stop();
    expect(app.logs().some(({ message }) => message?.includes('/api/activities/home'))).toBe(true);
    expect(text()).toEqual([]);
  });
});
