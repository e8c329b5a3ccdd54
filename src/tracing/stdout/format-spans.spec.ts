import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { timedSpan } from '../../../test/stdout-span.js';
import { formatSpans } from './format-spans.js';

const ERROR = { code: SpanStatusCode.ERROR };
const home = timedSpan({
  spanId: 'a'.repeat(16),
  name: 'GET /api/activities/home',
  kind: SpanKind.SERVER,
  durationMs: 12.346,
  attributes: { 'http.response.status_code': 200, 'url.path': '/api/activities/home' },
});
const below = (parent: string, given: Parameters<typeof timedSpan>[0]) => timedSpan({ parentSpanId: parent, ...given });
const TRACE = 'trace_id=5b8efff798038103d269b633813fc60c';

describe("the text of a request's spans", () => {
  it.each<[string, Parameters<typeof formatSpans>, string[]]>([
    ['is empty without spans', [[]], []],
    [
      'is one line for one span, with its duration, its answer and its trace',
      [[home], { root: home }],
      [`      12.35 ms  GET /api/activities/home 200  ${TRACE}`],
    ],
    [
      'indents each span below its parent, siblings by their start, durations in one column',
      [
        [
          home,
          below(home.spanId, { spanId: 'c'.repeat(16), name: 'second', startMs: 5, durationMs: 1234.5 }),
          below('b'.repeat(16), { spanId: 'd'.repeat(16), name: 'inner', startMs: 2, durationMs: 0.004 }),
          below(home.spanId, {
            spanId: 'b'.repeat(16),
            name: 'first',
            startMs: 1,
            attributes: { 'code.function.name': 'A.b', 'app.result_length': 3, 'results-size': 1 },
          }),
        ],
        { root: home },
      ],
      [
        `      12.35 ms  GET /api/activities/home 200  ${TRACE}`,
        '       1.00 ms    first  app.result_length=3 results-size=1',
        '       0.00 ms      inner',
        '    1234.50 ms    second',
      ],
    ],
    [
      'marks errors and says what they were',
      [
        [
          timedSpan({
            name: 'GET /rollbar/error',
            kind: SpanKind.SERVER,
            status: ERROR,
            attributes: { 'http.response.status_code': 500, 'error.type': '500' },
          }),
          below('eee19b7ec3c1b174', {
            spanId: 'c'.repeat(16),
            name: 'Shop.buy',
            status: { ...ERROR, message: 'out of prune juice' },
            attributes: { 'error.type': 'RangeError' },
          }),
          below('eee19b7ec3c1b174', {
            spanId: 'd'.repeat(16),
            name: 'Shop.sell',
            startMs: 1,
            status: ERROR,
            events: [
              {
                name: 'exception',
                time: [0, 0],
                attributes: { 'exception.message': 'told by its event' },
                droppedAttributesCount: 0,
              },
            ],
          }),
        ],
      ],
      [
        `✗      1.00 ms  GET /rollbar/error 500  500  ${TRACE}`,
        '✗      1.00 ms    Shop.buy  RangeError: out of prune juice',
        '✗      1.00 ms    Shop.sell  told by its event',
      ],
    ],
    [
      'shows the path behind a template, and where a call went',
      [
        [
          timedSpan({
            name: 'GET /api/activities/@:handle',
            kind: SpanKind.SERVER,
            attributes: { 'url.path': '/api/activities/@worf' },
          }),
          below('eee19b7ec3c1b174', {
            spanId: 'c'.repeat(16),
            name: 'GET',
            kind: SpanKind.CLIENT,
            attributes: { 'server.address': 'example.test', 'http.response.status_code': 204 },
          }),
        ],
      ],
      [
        `       1.00 ms  GET /api/activities/@:handle  /api/activities/@worf  ${TRACE}`,
        '       1.00 ms    GET 204  example.test',
      ],
    ],
    [
      'puts a span whose parent is missing below the root',
      [[home, below('f'.repeat(16), { spanId: 'c'.repeat(16), name: 'orphan' })], { root: home }],
      [`      12.35 ms  GET /api/activities/home 200  ${TRACE}`, '       1.00 ms    orphan'],
    ],
    [
      'says why spans come without their root',
      [[below('f'.repeat(16), { name: 'alone' })], { note: 'late' }],
      [`       1.00 ms  alone  ${TRACE} (late)`],
    ],
    [
      'lets no value make a line or command the terminal, and clips long ones',
      [
        [
          timedSpan({
            name: 'two\nlines\u001b[2J',
            attributes: { 'app.long': 'x'.repeat(500), 'app.list': ['a', '\u2028'] },
          }),
        ],
      ],
      [`       1.00 ms  two\\u000alines\\u001b[2J  app.long=${'x'.repeat(119)}… app.list=["a","\\u2028"]  ${TRACE}`],
    ],
  ])('%s', (_, args, lines) => {
    expect(formatSpans(...args)).toBe(lines.map((line) => `${line}\n`).join(''));
  });

  it('is painted only on demand: errors red, details and trace faint', () => {
    const failed = timedSpan({ name: 'fails', status: { ...ERROR, message: 'no' }, attributes: { 'app.n': 1 } });
    expect(formatSpans([failed], { colour: true })).toBe(
      `\u001b[31m✗\u001b[0m      1.00 ms  \u001b[31mfails\u001b[0m  \u001b[31mno\u001b[0m  \u001b[2mapp.n=1\u001b[0m  \u001b[2m${TRACE}\u001b[0m\n`,
    );
  });

  it('ends after 200 lines with how many more there are', () => {
    const many = Array.from({ length: 250 }, (_, at) => below(home.spanId, { spanId: String(at).padStart(16, '0') }));
    const lines = formatSpans([home, ...many], { root: home })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe('  … and 51 more spans');
  });
});
