import * as fc from 'fast-check';
import { countErrors, errorText, nextError } from './next-error.js';
import { log, span } from './span-fixture.js';
import { growTree } from './span-tree.js';
import { unfolded, waterfallRows, type WaterfallRow } from './waterfall-rows.js';

const names = (rows: readonly WaterfallRow[]) =>
  rows.map((row) =>
    row.kind === 'log' ? `${'-'.repeat(row.depth)}"${row.log.body}"` : '-'.repeat(row.node.depth) + row.node.span.name,
  );
const rowsOf = (
  spans: Parameters<typeof growTree>[0]['spans'],
  { logs = [] as ReturnType<typeof log>[], folded = [] as string[] } = {},
) => waterfallRows(growTree({ spans, logs }), { folded: new Set(folded), logs: true });

const request = [
  span('root', undefined, 0, 100),
  span('db', 'handler', 20, 40, { status_code: 2 }),
  span('auth', 'root', 1, 5),
  span('handler', 'root', 10, 90),
];

describe('the waterfall', () => {
  it('stands depth first, children in order of start', () => {
    expect(names(rowsOf(request))).toEqual(['root', '-auth', '-handler', '--db']);
  });

  it('says times since the trace began', () => {
    const tree = growTree({ spans: request, logs: [] });
    expect(tree.durationMs).toBe(100);
    expect(tree.byId.get('db')).toMatchObject({ startMs: 20, endMs: 40, depth: 2 });
  });

  it.each([
    ['the spans', [], { from: 0, to: 100 }],
    ['a line just after them', [101.5], { from: 0, to: 101.5 }],
    ['a line just before them', [-3, 50], { from: -3, to: 100 }],
    ['no line that is far off', [-1_000, 3_600_000, 130], { from: 0, to: 130 }],
  ])('looks at %s', (_, lines, whole) => {
    const logs = lines.map((at) => log('root', at));
    expect(growTree({ spans: request, logs })).toMatchObject({ whole, durationMs: 100 });
  });

  it('looks at its lines where there is no span', () => {
    expect(growTree({ spans: [], logs: [log('gone', 5), log('gone', 9)] }).whole).toEqual({ from: 0, to: 4 });
    expect(growTree({ spans: [], logs: [log('gone', 5)] }).whole).toEqual({ from: 0, to: 1 });
  });

  it('hides what is below a folded span, and counts it with its errors', () => {
    const rows = rowsOf(request, { folded: ['handler'] });
    expect(names(rows)).toEqual(['root', '-auth', '-handler']);
    expect(rows[2]).toMatchObject({ folded: true, node: { below: 1, failedBelow: 1 } });
  });

  it('puts log lines where they happened, and those of no span at the end', () => {
    const logs = [
      log('handler', 50, { body: 'late' }),
      log('handler', 15, { body: 'early' }),
      log('gone', 1, { body: 'loose' }),
    ];
    expect(names(rowsOf(request, { logs }))).toEqual([
      'root',
      '-auth',
      '-handler',
      '--"early"',
      '--db',
      '--"late"',
      '"loose"',
    ]);
  });

  it('makes a root of a span whose parent has not arrived', () => {
    expect(names(rowsOf([span('b', 'missing', 5, 6), span('a', undefined, 0, 9)]))).toEqual(['a', 'b']);
  });

  it('opens a circle of parents at its first span', () => {
    expect(names(rowsOf([span('a', 'c', 0, 9), span('b', 'a', 1, 8), span('c', 'b', 2, 7)]))).toEqual([
      'a',
      '-b',
      '--c',
    ]);
    expect(names(rowsOf([span('a', 'a', 0, 9)]))).toEqual(['a']);
  });

  it('shows every span once, whatever the parents say', () => {
    const id = fc.integer({ min: 0, max: 12 }).map(String);
    const spans = fc.uniqueArray(fc.tuple(id, fc.option(id), fc.nat(50), fc.nat(50)), { selector: ([own]) => own });
    fc.assert(
      fc.property(spans, (drawn) => {
        const rows = rowsOf(
          drawn.map(([own, parent, from, length]) => span(own, parent ?? undefined, from, from + length)),
        );
        expect(rows.map(({ key }) => key).toSorted()).toEqual(drawn.map(([own]) => own).toSorted());
      }),
    );
  });

  it('takes a chain of 10,000', () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      span(`s${at}`, at === 0 ? undefined : `s${at - 1}`, at, 20_000 - at),
    );
    expect(rowsOf(chain)).toHaveLength(10_000);
  });
});

describe('the next error', () => {
  const rows = rowsOf(request, { logs: [log('root', 95, { severity_number: 17 })] });

  it('goes round the end in both directions, over spans and lines', () => {
    expect(names(rows)).toEqual(['root', '-auth', '-handler', '--db', '-"a line"']);
    expect([nextError(rows, -1, 1), nextError(rows, 3, 1), nextError(rows, 4, 1)]).toEqual([3, 4, 3]);
    expect([nextError(rows, -1, -1), nextError(rows, 4, -1), nextError(rows, 3, -1)]).toEqual([4, 3, 4]);
  });

  it('unfolds what it is in, and nothing else', () => {
    const folded = new Set(['root', 'handler', 'auth', 'db']);
    expect([...unfolded(folded, growTree({ spans: request, logs: [] }), rows[3]!)]).toEqual(['auth', 'db']);
    expect([...unfolded(folded, growTree({ spans: request, logs: [] }), rows[4]!)]).toEqual(['handler', 'auth', 'db']);
    const circle = [span('a', 'b', 0, 9), span('b', 'a', 1, 8)];
    expect([...unfolded(folded, growTree({ spans: circle, logs: [] }), rowsOf(circle)[1]!)]).toHaveLength(4);
  });

  it('is one of as many as the trace has, spans and lines apart', () => {
    const lines = [17, 21, 9].map((severity_number) => log('db', 30, { severity_number }));
    const tree = growTree({ spans: request, logs: [...lines, log(undefined, 95, { severity_number: 17 })] });
    expect(countErrors(tree)).toEqual({ spans: 1, lines: 3 });
    expect(
      [countErrors(tree), { spans: 5, lines: 1 }, { spans: 2, lines: 0 }, { spans: 0, lines: 0 }].map(errorText),
    ).toEqual(['1 error, 3 error lines', '5 errors, 1 error line', '2 errors', '']);
  });

  it('is nowhere where there is none', () => {
    expect(nextError(rowsOf([span('a', undefined, 0, 1)]), 0, 1)).toBe(-1);
    expect(nextError([], -1, 1)).toBe(-1);
  });
});
