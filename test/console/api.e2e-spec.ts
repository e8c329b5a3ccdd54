import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type * as api from '../../console/api/answers.js';
import type { TraceDetail } from '../../console/api/spans.js';
import {
  aboutAnswer,
  compareAnswer,
  destinationsAnswer,
  errorsAnswer,
  fieldsAnswer,
  logsAnswer,
  mapAnswer,
  queryAnswer,
  runsAnswer,
  savedQueriesAnswer,
  tracesAnswer,
} from '../../console/server/http/schemas/answers.js';
import { traceDetail } from '../../console/server/http/schemas/spans.js';
import { eventually } from '../support/eventually.js';
import { segmentProblems } from '../support/segment-schema.js';
import { ask, askJson, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';
import { logRequest, pairs, traceRequest } from './support/trace-request.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const XRAY_TRACE = `1-${TRACE.slice(0, 8)}-${TRACE.slice(8)}`;

let url = '';
let tested: ConsoleProcess;
beforeAll(async () => {
  tested = await ConsoleProcess.start({
    CONSOLE_SERVICE_URL: 'http://localhost:4567',
    HONEYCOMB_TEAM: 'my team',
    HONEYCOMB_ENVIRONMENT: 'dev',
    AWS_REGION: 'eu-west-1',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    ROLLBAR_ITEMS_URL: 'https://app.rollbar.com/a/me/fix/items?status=active',
  });
  url = tested.url;
  await postJson(url, '/v1/traces', traceRequest({ traceId: TRACE, attributes: { 'app.result_length': 3 } }));
  await postJson(url, '/v1/logs', logRequest(TRACE));
});
afterAll(() => tested.stop());

const get = <T>(path: string) => askJson<T>(url, path);
const list = (query: string) => get<api.TracesAnswer>(`/api/traces?${query}`).then(({ traces }) => traces);

async function destinations(): Promise<api.Destination[]> {
  const answer = await get<api.DestinationsAnswer>('/api/destinations');
  return answer.destinations.map((one) => destinationsAnswer.shape.destinations.element.strict().parse(one));
}

/** What one process of a service says that a sink has delivered. */
async function report(instance: string, sink: string, delivered: number): Promise<void> {
  const attributes = pairs({ 'otel.component.name': sink });
  const sum = { dataPoints: [{ asInt: String(delivered), attributes }] };
  const resource = { attributes: pairs({ 'service.name': 'restarted', 'service.instance.id': instance }) };
  const scopeMetrics = [{ metrics: [{ name: 'otel.sdk.exporter.span.exported', sum }] }];
  await postJson(url, '/v1/metrics', { resourceMetrics: [{ resource, scopeMetrics }] });
}

describe('the API of the console', () => {
  it('keeps a span once that is sent again, as senders do whose answer was lost', async () => {
    const before = await get<TraceDetail>(`/api/traces/${TRACE}`);
    await postJson(url, '/v1/traces', traceRequest({ traceId: TRACE }));
    expect((await get<TraceDetail>(`/api/traces/${TRACE}`)).spans).toEqual(before.spans);
  });

  it('lists traces, newest first, by what a person looks for', async () => {
    expect(await list('')).toEqual([
      {
        trace_id: TRACE,
        name: 'GET /api/activities/home',
        service: 'web',
        start_ns: expect.stringMatching(/^\d{19}$/),
        duration_ms: 120,
        http_status: 500,
        span_count: 2,
        error_count: 2,
        services: expect.arrayContaining(['web', 'pay']),
      },
    ]);
    expect(await list(`q=${TRACE.slice(0, 5).toUpperCase()}`)).toHaveLength(1);
    expect(await list('q=ffff')).toHaveLength(0);
    expect(await list('errors=true')).toHaveLength(1);
    expect(await list('field=app.result_length&value=3')).toHaveLength(1);
    expect(await list('field=app.result_length&value=4')).toHaveLength(0);
    expect(await ask(url, '/api/traces?field=name')).toMatchObject({ status: 400 });
  });

  it('gives a trace with its spans, its log lines and where else it is', async () => {
    const trace = await get<TraceDetail>(`/api/traces/${TRACE}`);
    expect(traceDetail.strict().parse(trace)).toEqual(trace);
    expect(trace.spans.map(({ name, service }) => [name, service])).toEqual([
      ['GET /api/activities/home', 'web'],
      ['charge', 'pay'],
    ]);
    expect(trace.logs.map(({ body, severity_text }) => [body, severity_text])).toEqual([['it broke', 'ERROR']]);
    const links = Object.fromEntries(trace.links.map(({ destination, ...link }) => [destination, link.url]));
    const honeycomb = new URL(links.honeycomb ?? '');
    expect(honeycomb.origin + honeycomb.pathname).toBe(
      'https://ui.honeycomb.io/my%20team/environments/dev/datasets/web/trace',
    );
    expect(honeycomb.searchParams.get('trace_id')).toBe(TRACE);
    expect(links.xray).toBe(
      `https://eu-west-1.console.aws.amazon.com/xray/home?region=eu-west-1#/traces/${XRAY_TRACE}`,
    );
    expect(links.rollbar).toBe(`https://app.rollbar.com/a/me/fix/items?status=active&query=${TRACE}`);
    expect(links.cloudwatch).toContain('https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights');
  }); // prettier-ignore

  it("says that X-Ray's sampler left a trace out, and that Rollbar never heard of one without an error", async () => {
    const traceId = 'c'.repeat(32);
    const request = traceRequest({ traceId, attributes: { 'aws.xray.sampled': false } });
    for (const { scopeSpans } of request.resourceSpans) for (const { spans } of scopeSpans) spans[0]!.status.code = 0;
    await postJson(url, '/v1/traces', request);
    const { links } = await get<TraceDetail>(`/api/traces/${traceId}`);
    expect(links).toEqual(
      expect.arrayContaining([
        { destination: 'xray', why: 'sampled out' },
        { destination: 'rollbar', why: 'no error in it' },
      ]),
    );
  });

  it('gives a trace as OTLP, which sent here again is the same trace', async () => {
    const again = await ConsoleProcess.start();
    try {
      const otlp = await get(`/api/traces/${TRACE}/otlp`);
      expect(await postJson(again.url, '/v1/traces', otlp)).toMatchObject({ status: 200, text: '{}' });
      const [one, other] = await Promise.all(
        [url, again.url].map((base) => askJson<TraceDetail>(base, `/api/traces/${TRACE}`)),
      );
      expect(other?.spans).toEqual(one?.spans);
    } finally {
      await again.stop();
    }
  });

  it('gives a trace as the segment documents that X-Ray takes', async () => {
    const { documents } = await get<api.XRayAnswer>(`/api/traces/${TRACE}/xray`);
    expect(documents.flatMap((document) => segmentProblems(document))).toEqual([]);
    expect(documents).toMatchObject([
      { name: 'web', trace_id: XRAY_TRACE, fault: true, http: { request: { method: 'GET' } } },
      { name: 'pay', trace_id: XRAY_TRACE, parent_id: '1111111111111111' },
    ]);
  });

  it('says how the destinations of a service are since it was restarted, and when it was last heard', async () => {
    const startedAt = Date.now();
    await report('before', 'xray', 0);
    await report('before', 'console', 1_200);
    await report('after', 'console', 10);
    // Five reports of the old one are missed by then.
    await eventually(async () => expect(await destinations()).toHaveLength(1));
    const [left] = await destinations();
    expect(left).toMatchObject({ service: 'restarted', sink: 'console', recorded: 10, silent: false });
    expect(Date.parse(left!.last_heard_at)).toBeGreaterThanOrEqual(startedAt);
    expect(Date.parse(left!.last_heard_at)).toBeLessThanOrEqual(Date.now() - 9_000);
  });

  it('answers a query in the shape of a result of Honeycomb', async () => {
    const query = {
      calculations: [{ op: 'COUNT' }, { op: 'MAX', column: 'app.result_length' }],
      breakdowns: ['trace.trace_id'],
      filters: [{ column: 'app.result_length', op: 'exists' }],
    };
    const { text } = await postJson(url, '/api/query', query);
    const answer = queryAnswer.parse(JSON.parse(text));
    expect(answer.data.results).toEqual([{ data: { COUNT: 1, 'MAX(app.result_length)': 3, 'trace.trace_id': TRACE } }]);
  });

  it('compares the rows in a region of a heatmap with the others', async () => {
    const now = Math.floor(Date.now() / 1000);
    const region = { column: 'duration_ms', start_time: now - 600, end_time: now + 600, min: 100, max: 200 };
    const query = { calculations: [{ op: 'HEATMAP', column: 'duration_ms' }] };
    const { text } = await postJson(url, '/api/compare', { query, region });
    const { inside, outside, fields } = compareAnswer.parse(JSON.parse(text));
    expect([inside, outside].every((rows) => rows > 0)).toBe(true);
    expect(fields.find(({ name }) => name === 'name')?.values).toEqual(
      expect.arrayContaining([{ value: 'GET /api/activities/home', inside: 1, outside: 0 }]),
    );
    const wrong = await postJson(url, '/api/compare', { query, region: { ...region, min: 'low' } });
    expect(wrong.status).toBe(422);
  });

  it('names the part of a query that it does not support', async () => {
    const { status, text } = await postJson(url, '/api/query', { calculated_fields: [] });
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringContaining('calculated_fields') });
  });

  it.each([
    ['/api/fields', fieldsAnswer],
    ['/api/errors', errorsAnswer],
    ['/api/map', mapAnswer],
    ['/api/runs', runsAnswer],
    ['/api/logs', logsAnswer],
    ['/api/traces', tracesAnswer],
    ['/api/destinations', destinationsAnswer],
    ['/api/queries', savedQueriesAnswer],
    ['/api/about', aboutAnswer],
  ])('answers %s as console/api says, with nothing beside it', async (path, schema: z.ZodObject) => {
    const answer = await get(path);
    expect(schema.strict().parse(answer)).toEqual(answer);
  });

  it('says what it is and where its service listens', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await get('/api/about')).toEqual({
      version,
      engine: expect.stringMatching(/^(?:duckdb|memory)$/),
      service_url: 'http://localhost:4567',
      honeycomb_dataset_url: 'https://ui.honeycomb.io/my%20team/environments/dev/datasets/backend-nest',
    });
  });

  it('describes every route in OpenAPI', async () => {
    const { openapi, paths } = await get<{ openapi: string; paths: Record<string, object> }>('/api/openapi.json');
    expect(openapi).toMatch(/^3\.1\./);
    expect(Object.keys(paths).toSorted()).toEqual([
      '/api/about',
      '/api/compare',
      '/api/destinations',
      '/api/errors',
      '/api/fields',
      '/api/logs',
      '/api/map',
      '/api/queries',
      '/api/query',
      '/api/runs',
      '/api/traces',
      '/api/traces/{id}',
      '/api/traces/{id}/otlp',
      '/api/traces/{id}/xray',
    ]);
    expect(JSON.stringify(paths)).not.toContain('"$schema"');
  });
});

describe('an answer', () => {
  it('of a trace is cut to 5 MB and says so', async () => {
    const traceId = 'd'.repeat(32);
    const request = traceRequest({ traceId });
    const [first] = request.resourceSpans;
    const [span] = first!.scopeSpans[0]!.spans;
    first!.scopeSpans[0]!.spans = Array.from({ length: 500 }, (_, index) => ({
      ...span!,
      spanId: (index + 1).toString(16).padStart(16, '0'),
      attributes: pairs({ big: 'x'.repeat(20_000) }),
    }));
    expect(await postJson(url, '/v1/traces', request)).toMatchObject({ status: 200 });
    const { text } = await ask(url, `/api/traces/${traceId}`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5 * 1024 * 1024);
    const { spans, truncated } = JSON.parse(text) as TraceDetail;
    expect([spans.length > 100, truncated]).toEqual([true, true]);
  });

  it('of log lines is cut to 5 MB, and the next page begins where it ends', async () => {
    const traceId = 'e'.repeat(32);
    for (let line = 0; line < 150; line += 1)
      await postJson(url, '/v1/logs', logRequest(traceId, `${line} ${'x'.repeat(60_000)}`));
    const lines: string[] = [];
    for (let before: string | undefined; ;) {
      const page = await ask(url, `/api/logs?trace=${traceId}${before === undefined ? '' : `&before=${before}`}`);
      expect([page.status, Buffer.byteLength(page.text) <= 5 * 1024 * 1024]).toEqual([200, true]);
      const { logs, next } = JSON.parse(page.text) as api.LogsAnswer;
      lines.push(...logs.map(({ body }) => body.split(' ')[0] ?? ''));
      if (next === undefined) break;
      before = next;
    }
    expect([lines.length, new Set(lines).size]).toEqual([150, 150]);
  });

  it('that cannot be cut is refused with what to do', async () => {
    const { status, text } = await ask(url, `/api/traces/${'d'.repeat(32)}/otlp`);
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringContaining('narrower question') });
  });
});
