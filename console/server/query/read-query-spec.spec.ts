import { Catalogue, seen } from './catalogue.js';
import { planQuery } from './plan.js';
import { calculationOp, filterOp } from './query-spec.js';
import { readQuerySpec } from './read-query-spec.js';

const catalogue = new Catalogue();
catalogue.observe({ route: '/a', size: 3, ratio: 0.5, cached: true }, seen.onRow);
const nowMs = 1_790_000_000_000;

function plan(json: unknown) {
  return planQuery(readQuerySpec(json), catalogue, nowMs);
}

describe('a query specification', () => {
  it('counts all rows of the last two hours where nothing is asked', () => {
    const { calculations, limit, time, spec } = plan({});
    expect(calculations.map(({ key }) => key)).toEqual(['COUNT']);
    expect(limit).toBe(100);
    expect(time.endSeconds - time.startSeconds).toBe(7200);
    expect(spec).toEqual({ start_time: 1_789_992_801, end_time: 1_790_000_001, granularity: 60 });
  });

  it.each([
    [{ start_time: 100, time_range: 50 }, 100, 150],
    [{ end_time: 100, time_range: 50 }, 50, 100],
    [{ start_time: 100, end_time: 160 }, 100, 160],
    [{ start_time: 100, end_time: 100 }, 100, 100],
    [{ start_time: 100, end_time: 100, granularity: 60 }, 100, 100],
    [{ time_range: 60 }, 1_789_999_941, 1_790_000_001],
  ])('reads its times %j', (spec, startSeconds, endSeconds) => {
    expect(plan(spec).time).toMatchObject({ startSeconds, endSeconds });
  });

  it('reads what Honeycomb writes: its id, and null for want of a column', () => {
    const calculations = [
      { op: 'COUNT', column: null },
      { op: 'CONCURRENCY', column: null },
    ];
    const orders = [{ op: 'COUNT', column: null, order: 'ascending' }, { column: 'route' }];
    const havings = [{ calculate_op: 'COUNT', column: null, op: '>', value: 1 }];
    const written = { id: 'abc3419d', calculations, orders, havings, breakdowns: ['route'] };
    const { spec, calculations: planned, ...rest } = plan(written);
    expect(planned.map(({ key }) => key)).toEqual(['COUNT', 'CONCURRENCY']);
    expect(rest).toMatchObject({
      orders: [
        { calculation: 0, descending: false },
        { breakdown: 0, descending: false },
      ],
      havings: [{ calculation: 0, op: '>', value: 1 }],
    });
    expect(JSON.parse(JSON.stringify(spec))).toMatchObject({ calculations: [{ op: 'COUNT' }, { op: 'CONCURRENCY' }] });
    expect(JSON.stringify(spec)).not.toMatch(/null|abc3419d/);
  });

  it.each([
    ['a calculation that needs a column', { calculations: [{ op: 'SUM', column: null }] }, 'SUM needs a column'],
    ['an order of nothing', { orders: [{ column: null }] }, 'orders.0: needs an op or a column'],
  ])('takes null for no column in %s', (_, json, message) => {
    expect(() => plan(json)).toThrow(message);
  });

  it.each([
    [{}, 0],
    [{ calculations: [{ op: 'CONCURRENCY' }, { op: 'COUNT' }] }, 0],
    [{ calculations: [{ op: 'RATE_SUM', column: 'size' }, { op: 'COUNT' }] }, 0],
    [{ calculations: [{ op: 'HEATMAP', column: 'size' }, { op: 'CONCURRENCY' }] }, 1],
  ])('sorts by the first calculation of %j that is no heatmap, most first', (spec, calculation) => {
    expect(plan(spec).orders).toEqual([{ calculation, descending: true }]);
  });

  it('has no order where there are heatmaps alone', () => {
    expect(plan({ calculations: [{ op: 'HEATMAP', column: 'size' }] }).orders).toEqual([]);
  });

  it('has the operators of Honeycomb and no others', () => {
    expect(filterOp.options).toHaveLength(16);
    expect(calculationOp.options).toHaveLength(24);
  });

  it.each([
    ['calculated fields', { calculated_fields: [] }, 'calculated_fields: calculated fields are not supported here'],
    ['formulas', { formulas: [] }, 'formulas: formulas are not supported here'],
    [
      'an earlier time',
      { compare_time_offset_seconds: 3600 },
      'compare_time_offset_seconds: comparing with an earlier',
    ],
    ['an unknown part', { visualize: [] }, 'query: Unrecognized key: "visualize"'],
    ['an unknown operator', { calculations: [{ op: 'MEDIAN' }] }, 'calculations.0.op: Invalid option'],
    ['an unknown test', { filters: [{ column: 'route', op: 'like' }] }, 'filters.0.op: Invalid option'],
    ['too high a limit', { limit: 1001 }, 'limit: '],
    ['an unknown column', { breakdowns: ['nope'] }, 'breakdowns.0: there is no column "nope" in this run'],
    ['a column with a statement in it', { breakdowns: ['name" FROM items; --'] }, 'breakdowns.0: there is no column'],
    [
      'a prefix that is not supported',
      { breakdowns: ['child.name'] },
      'breakdowns.0: the prefix child. is not supported',
    ],
    ['COUNT of a column', { calculations: [{ op: 'COUNT', column: 'size' }] }, 'calculations.0: COUNT takes no column'],
    ['SUM of nothing', { calculations: [{ op: 'SUM' }] }, 'calculations.0: SUM needs a column'],
    [
      'MAX of text',
      { calculations: [{ op: 'MAX', column: 'route' }] },
      'calculations.0: MAX needs numbers, route is string',
    ],
    [
      "a relative's numbers",
      { calculations: [{ op: 'MAX', column: 'root.size' }] },
      'calculations.0: root. is for filters',
    ],
    [
      'text where a number is',
      { filters: [{ column: 'size', op: '=', value: 'x' }] },
      'filters.0: "x" is no value of size',
    ],
    [
      'a number begun with',
      { filters: [{ column: 'size', op: 'contains', value: 1 }] },
      'filters.0: contains is for text',
    ],
    [
      'booleans in order',
      { filters: [{ column: 'cached', op: '>', value: true }] },
      'filters.0: > is not for booleans',
    ],
    ['no value', { filters: [{ column: 'size', op: '=' }] }, 'filters.0: = needs a value'],
    ['no list', { filters: [{ column: 'size', op: 'in', value: 1 }] }, 'filters.0: in needs a list'],
    ['a list', { filters: [{ column: 'size', op: '=', value: [1] }] }, 'filters.0: = takes one value'],
    [
      'OR among relatives',
      { filters: [{ column: 'root.size', op: 'exists' }], filter_combination: 'OR' },
      'filter_combination: OR cannot be used with root., parent. or any.',
    ],
    ['an order of nothing asked', { orders: [{ op: 'SUM', column: 'size' }] }, 'orders.0: SUM(size) is not among the'],
    ['an order by no breakdown', { orders: [{ column: 'size' }] }, 'orders.0: "size" is not among the breakdowns'],
    [
      'an order by a heatmap',
      { calculations: [{ op: 'HEATMAP', column: 'size' }], orders: [{ op: 'HEATMAP', column: 'size' }] },
      'orders.0: HEATMAP cannot be sorted or kept by',
    ],
    [
      'a having of a heatmap',
      {
        calculations: [{ op: 'HEATMAP', column: 'size' }],
        havings: [{ calculate_op: 'HEATMAP', column: 'size', op: '>', value: 1 }],
      },
      'havings.0: HEATMAP cannot be sorted or kept by',
    ],
    [
      'a having of nothing asked',
      { havings: [{ calculate_op: 'AVG', column: 'size', op: '>', value: 1 }] },
      'havings.0: AVG(size) is not among the calculations',
    ],
    ['an end before the start', { start_time: 9, end_time: 8 }, 'end_time: must not be earlier than start_time'],
    ['three times', { start_time: 1, end_time: 9, time_range: 3 }, 'time_range: cannot be given with both'],
    ['too fine a granularity', { time_range: 7200, granularity: 1 }, 'granularity: must be between 8 and 7200'],
  ])('is refused with %s, which is named', (_, json, message) => {
    expect(() => plan(json)).toThrow(message);
    expect(() => plan(json)).toThrow(expect.objectContaining({ name: 'QueryRefused' }));
  });
});
