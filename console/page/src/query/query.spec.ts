import type { QueryAnswer } from '../../../api/answers.js';
import { counterparts, isRepeated, linesOf } from './chart-lines.js';
import { readValue, showValue } from './filter-value.js';
import { formatQuery, parseQuery, prettyQuery } from './query-address.js';
import { changed, FIRST_QUERY, groupedBy, keyOf } from './query-spec.js';
import { fixed, stepsOf, timeOf } from './query-time.js';
import { change, figuresOf, resultRows } from './result-rows.js';
import { canNarrow, filtersOfCompared, filtersOfGroup, narrowed, tracesQuery } from './row-traces.js';

const answer = (results: object[], series: { time: string; data: object }[] = []): QueryAnswer => ({
  query: {},
  data: { results: results.map((data) => ({ data })), series } as unknown as QueryAnswer['data'],
  rows_read: 0,
  elapsed_ms: 0,
});
const at = (seconds: number, data: object) => ({ time: new Date(seconds * 1_000).toISOString(), data });

describe('a query and its JSON', () => {
  it.each([
    ['{', /JSON/],
    ['[]', /object/],
    ['{"filters": {}}', /^filters: expected a list of objects/],
    ['{"breakdowns": [1]}', /^breakdowns: expected a list of column names/],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parseQuery(text).problem).toMatch(problem);
  });

  it('reads back what it writes, and keeps parts that the builder does not know', () => {
    const spec = { ...FIRST_QUERY, calculated_fields: [{ name: 'a', expression: 'b' }] };
    expect(parseQuery(formatQuery(spec)).spec).toEqual(spec);
    expect(parseQuery(prettyQuery(spec)).spec).toEqual(spec);
    expect(changed(spec, { limit: 5 })).toMatchObject({ limit: 5, calculated_fields: spec.calculated_fields });
  });

  it('writes each calculation and filter on one line for people', () => {
    expect(prettyQuery({ calculations: [{ op: 'MAX', column: 'a b' }], breakdowns: ['x', 'y'], limit: 3 })).toBe(
      '{\n  "calculations": [\n    { "op": "MAX", "column": "a b" }\n  ],\n  "breakdowns": ["x", "y"],\n  "limit": 3\n}',
    );
    const hostile = { filters: [{ column: 'a', op: '=', value: '{\n "x": 1 }' }] };
    expect(parseQuery(prettyQuery(hostile)).spec).toEqual(hostile);
  });

  it('leaves out parts that became empty', () => {
    expect(changed(groupedBy('x'), { breakdowns: [], orders: undefined })).toEqual({
      calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }],
      time_range: 7_200,
    });
  });

  it('names calculations as answers do', () => {
    expect([keyOf({ op: 'COUNT' }), keyOf({ op: 'P90', column: 'duration_ms' })]).toEqual([
      'COUNT',
      'P90(duration_ms)',
    ]);
    expect(figuresOf(FIRST_QUERY.calculations!)).toEqual(['COUNT']);
  });
});

describe('the value of a filter', () => {
  it.each([
    ['5', 'integer', '=', 5],
    ['0.5', 'float', '>', 0.5],
    ['five', 'integer', '=', 'five'],
    ['', 'integer', '=', ''],
    ['true', 'boolean', '=', true],
    ['200', 'string', '=', '200'],
    ['1, 2', 'integer', 'in', [1, 2]],
    ['a,b', undefined, 'not-in', ['a', 'b']],
  ] as const)('%j of a field of type %s under %s', (typed, type, op, value) => {
    expect(readValue(typed, type, op)).toEqual(value);
  });

  it('is shown as it was typed', () => {
    expect([showValue(undefined), showValue(false), showValue([1, 'b'])]).toEqual(['', 'false', '1, b']);
  });
});

describe('the time of a query', () => {
  it.each([
    ['nothing', {}, { start: 92_800, end: 100_000, step: 120 }],
    ['a range', { time_range: 600 }, { start: 99_400, end: 100_000, step: 10 }],
    ['a start and a range', { start_time: 500, time_range: 60 }, { start: 500, end: 560, step: 1 }],
    ['an end and a range', { end_time: 500, time_range: 60 }, { start: 440, end: 500, step: 1 }],
    ['both ends and steps', { start_time: 0, end_time: 90, granularity: 30 }, { start: 0, end: 90, step: 30 }],
  ])('follows from %s', (_, spec, time) => {
    expect(timeOf(spec, 100_000)).toEqual(time);
  });

  it('is fixed before the query is asked', () => {
    expect(fixed({ time_range: 60, limit: 1 }, { start: 1, end: 61, step: 2 })).toEqual({
      limit: 1,
      start_time: 1,
      end_time: 61,
      granularity: 2,
    });
  });

  it('has steps at whole multiples of their length', () => {
    expect(stepsOf({ start: 65, end: 200, step: 60 })).toEqual([60, 120, 180]);
  });
});

describe('the lines of a chart', () => {
  const data = answer(
    [
      { route: '/a', COUNT: 3, 'MAX(d)': 9 },
      { route: null, COUNT: 1 },
    ],
    [at(60, { route: '/a', COUNT: 3, 'MAX(d)': 9 }), at(180, { route: null, COUNT: 1, 'MAX(d)': 2 })],
  );

  it('are one for a group, zero where there was nothing to count', () => {
    expect(linesOf(data, 'COUNT', ['route'], [60, 120, 180])).toEqual([
      { label: '/a', group: 0, values: [3, 0, 0] },
      { label: '(none)', group: 1, values: [0, 0, 1] },
    ]);
  });

  it('have gaps where there was nothing to measure', () => {
    expect(linesOf(data, 'MAX(d)', ['route'], [60, 120, 180]).map(({ values }) => values)).toEqual([
      [9, null, null],
      [null, null, 2],
    ]);
  });

  it('take the colours of the same groups where they are those of another run', () => {
    const line = { label: 'a', group: 4, values: [1] };
    const others = [
      { label: 'b', group: 0, values: [2] },
      { label: 'a', group: 1, values: [3] },
    ];
    expect(counterparts([line], others)).toEqual([{ label: 'a', group: 4, values: [3] }]);
  });

  it('are told apart where there are more of them than colours', () => {
    expect([0, 7, 8, 11].map(isRepeated)).toEqual([false, false, true, true]);
  });

  it('go by the name of the calculation where there are no groups', () => {
    expect(linesOf(answer([{ COUNT: 1 }]), 'COUNT', [], [60])[0]?.label).toBe('COUNT');
  });
});

describe('the rows of the table', () => {
  it('stand beside the same groups of another run, and those that are gone come last', () => {
    const rows = resultRows(
      answer([
        { r: 'a', COUNT: 3 },
        { r: 'b', COUNT: 1 },
      ]),
      ['r'],
      answer([
        { r: 'c', COUNT: 7 },
        { r: 'a', COUNT: 2 },
      ]),
    );
    expect(rows.map(({ data, former }) => [data.r, data.COUNT, former?.COUNT])).toEqual([
      ['a', 3, 2],
      ['b', 1, undefined],
      ['c', undefined, 7],
    ]);
    expect([change(3, 2), change(1, undefined), change(1, 0)]).toEqual([0.5, undefined, undefined]);
  });
});

describe('the traces of a row', () => {
  it('pass the filters of the query and those of the group', () => {
    const spec = {
      filters: [{ column: 'a', op: 'exists' }],
      breakdowns: ['r', 's'],
      havings: [],
      limit: 9,
      start_time: 1,
    };
    expect(tracesQuery(spec, filtersOfGroup({ r: 'x', s: null }, ['r', 's']))).toEqual({
      start_time: 1,
      filters: [
        { column: 'a', op: 'exists' },
        { column: 'r', op: '=', value: 'x' },
        { column: 's', op: 'does-not-exist' },
      ],
      calculations: [{ op: 'MAX', column: 'duration_ms' }, { op: 'COUNT' }],
      breakdowns: ['trace.trace_id', 'root.name'],
      orders: [{ op: 'MAX', column: 'duration_ms', order: 'descending' }],
      limit: 50,
    });
  });

  it('are those of a value of the comparison, of a range of numbers, or of none', () => {
    expect(filtersOfCompared('r', 'x', false)).toEqual([{ column: 'r', op: '=', value: 'x' }]);
    expect(filtersOfCompared('r', '(none)', true)).toEqual([{ column: 'r', op: 'does-not-exist' }]);
    expect(filtersOfCompared('r', '1 to 2', false)).toEqual([{ column: 'r', op: '=', value: '1 to 2' }]);
    expect(filtersOfCompared('r', '0.5 to 12', true)).toEqual([
      { column: 'r', op: '>=', value: 0.5 },
      { column: 'r', op: '<=', value: 12 },
    ]);
  });

  it('cannot be told where any filter is enough', () => {
    const filters = [
      { column: 'a', op: 'exists' },
      { column: 'b', op: 'exists' },
    ];
    expect(canNarrow({ filters, filter_combination: 'OR' })).toBe(false);
    expect(canNarrow({ filters: filters.slice(1), filter_combination: 'OR' })).toBe(true);
    expect(narrowed({ filters: [], filter_combination: 'OR' }, filters)).toEqual({ filters });
  });
});
