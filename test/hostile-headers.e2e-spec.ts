import fc from 'fast-check';
import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';
import { FourDestinations } from './support/four-destinations.js';
import { getRequest, rawHttp } from './support/raw-http.js';

const PATH = '/api/activities/home';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

let destinations: FourDestinations;
let app: AppProcess;

beforeAll(async () => {
  destinations = await FourDestinations.start();
  app = await AppProcess.start(destinations.environment);
}, 60_000);

afterAll(async () => {
  await app?.stop();
  await destinations?.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly traceId: string | undefined;
}

async function ask(headers: Readonly<Record<string, string>>, path = PATH): Promise<Answer> {
  return askRaw(getRequest(path, { Connection: 'close', ...headers }));
}

async function askRaw(text: string): Promise<Answer> {
  const received = await rawHttp(app.url, text);
  const [head = ''] = received.split('\r\n\r\n', 1);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
    headers: head,
    traceId: /^traceresponse: 00-([0-9a-f]{32})-[0-9a-f]{16}-0[01]\r?$/im.exec(head)?.[1],
  };
}

async function serverSpan(traceId: string | undefined) {
  return eventually(() => {
    const found = destinations.otlp.spans().find((span) => span.traceId === traceId && span.kind === 2);
    if (found === undefined) throw new Error(`no span of ${traceId} yet`);
    return found;
  });
}

describe('what a request says of its trace', () => {
  it.each([
    ['a tracestate of 10 kB', { traceparent: PARENT, tracestate: `vendor=${'x'.repeat(10_000)}` }],
    ['a tracestate of 600 entries', { traceparent: PARENT, tracestate: entries(600) }],
    ['a tracestate that is none', { traceparent: PARENT, tracestate: '=,,;;==\u00e9,a b=c,A=1' }],
    ['a baggage of 12 kB', { traceparent: PARENT, baggage: `k=${'v'.repeat(12_000)}` }],
    ['a baggage of 1,000 entries', { traceparent: PARENT, baggage: entries(1_000) }],
    ['a baggage that is none', { traceparent: PARENT, baggage: '%,%%=%E0%A4%A;;;=,\u00ff=1' }],
    [
      'a traceparent of 9 kB beside an X-Ray header',
      {
        traceparent: `00-${'a'.repeat(9_000)}`,
        'x-amzn-trace-id': `Root=1-${TRACE_ID.slice(0, 8)}-${TRACE_ID.slice(8)};Parent=b7ad6b7169203331`,
      },
    ],
    ['an X-Ray header of 10 kB beside it', { traceparent: PARENT, 'x-amzn-trace-id': 'Root=1-;'.repeat(1_250) }],
  ])('may be %s: it is served in its trace, and the span stays small', async (_what, headers) => {
    const { status, traceId } = await ask(headers);
    expect({ status, traceId }).toEqual({ status: 200, traceId: TRACE_ID });
    const span = await serverSpan(TRACE_ID);
    expect(span.traceState.length).toBeLessThanOrEqual(512);
    expect(JSON.stringify(span.attributes).length).toBeLessThan(4_000);
    destinations.otlp.requests.length = 0;
  });

  it.each([
    '', '-', '00', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${TRACE_ID}-${'0'.repeat(16)}-01`, `ff-${TRACE_ID}-b7ad6b7169203331-01`,
    `00-${TRACE_ID.toUpperCase()}-b7ad6b7169203331-01`, `${PARENT}-extra`, `${PARENT},${PARENT}`, '\u00e9\u00ff',
    `00-${TRACE_ID}-b7ad6b7169203331-zz`,
  ])('that is broken (%j) starts a trace of its own', async (traceparent) => {
    const { status, traceId } = await ask({ traceparent });
    expect(status).toBe(200);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(traceId).not.toBe(TRACE_ID);
  }); // prettier-ignore

  it('over the limit of all headers is refused before there is a request, and the next one is served', async () => {
    // Little more than the limit: of a refused request whatever is still to be read resets the connection, and the answer with it.
    expect((await ask({ baggage: `k=${'v'.repeat(16_384)}` })).status).toBe(431);
    expect((await ask({})).status).toBe(200);
  });
});

describe('line ends where none belong', () => {
  it.each([
    ['in a header name', `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Bad\rName: 1\r\nConnection: close\r\n\r\n`],
    ['as a bare CR in a value', `GET ${PATH} HTTP/1.1\r\nHost: a\r\ntraceparent: ${PARENT}\rX-Evil: 1\r\nConnection: close\r\n\r\n`],
    ['as a folded header', `GET ${PATH} HTTP/1.1\r\nHost: a\r\ntracestate: a=1\r\n X-Evil: 1\r\nConnection: close\r\n\r\n`],
    ['in the path', `GET /api/x\rX-Evil:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ['in the method', `G\rET ${PATH} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ['as a NUL in a value', `GET ${PATH} HTTP/1.1\r\nHost: a\r\nbaggage: a=\u0000\r\nConnection: close\r\n\r\n`],
  ])('%s are refused, or harmless', async (_where, request) => {
    const answer = await askRaw(request);
    expect([200, 400]).toContain(answer.status);
    expect(answer.headers).not.toMatch(/evil/i);
    expect((await ask({})).status).toBe(200);
  }); // prettier-ignore

  it('that are percent-encoded in URL and headers reach no header of the answer, and no line of the log', async () => {
    const before = app.lines.length;
    const evil = '%0d%0aX-Evil:%201%0d%0a%0d%0a{"level":"error"}%E2%80%A8';
    const answer = await ask(
      { traceparent: PARENT + evil, tracestate: `a=${evil}`, baggage: `a=${evil}`, 'user-agent': evil },
      `/api/activities/@${evil}?term=${evil}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toMatch(/evil/i);
    await eventually(() => expect(app.logs().filter((line) => String(line['url.path']).includes('@'))).toHaveLength(1));
    for (const line of app.lines.slice(before)) {
      // oxlint-disable-next-line no-control-regex -- that is what is looked for
      expect(line).toMatch(/^\{"timestamp":[^\u0000-\u001f\u2028]*\}$/);
    }
  });
});

describe('300 requests with any bytes in the headers that are read', () => {
  it('are answered 200, 400 or 431, each by itself, and nothing ends', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 60 }),
      fc.constantFrom(PARENT, `Root=1-${TRACE_ID.slice(0, 8)}-${TRACE_ID.slice(8)};Parent=;Sampled=x`, '%', '=,=,', ';;;'),
    ); // prettier-ignore
    const headers = fc.record(
      {
        traceparent: text,
        tracestate: text,
        baggage: text,
        'x-amzn-trace-id': text,
        'x-forwarded-for': text,
        'user-agent': text,
        'content-length': fc.constantFrom('0', '-1', 'x'),
        cookie: text,
        Host: text,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, async (given) => {
        const { status } = await ask(given);
        expect([200, 400, 431]).toContain(status);
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(app.process.exitCode).toBeNull();
    expect((await ask({})).status).toBe(200);
    for (const line of app.lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(app.errors.join('\n')).not.toMatch(/Error|^    at /m);
    await eventually(() => expect(destinations.otlp.requests.every(({ status }) => status === 200)).toBe(true));
    expect(destinations.xray.invalid()).toEqual([]);
  }, 60_000);
});

function entries(count: number): string {
  return Array.from({ length: count }, (_, index) => `k${index}=v`).join(',');
}
