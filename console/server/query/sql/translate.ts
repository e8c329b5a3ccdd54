import type { Column } from '../column.js';
import type { HeatmapScale } from '../heatmap-scale.js';
import type { AggregateOp, PlannedCalculation } from '../plan-calculations.js';
import type { Plan } from '../plan.js';
import { percentiles, type Scalar } from '../query-spec.js';
import type { Layout } from './layout.js';
import { matching, valueOf } from './matching.js';
import { Parameters, type Statement } from './parameters.js';

/** Groups whose steps are asked for by their keys; without them, all groups are. */
export type WantedGroups = readonly { readonly key: readonly (Scalar | null)[] }[] | undefined;

/** Rows in the plan's time: `count`. */
export function countStatement({ time }: Plan): Statement {
  const parameters = new Parameters();
  const start = parameters.bind(BigInt(time.startSeconds) * 1_000_000_000n);
  const end = parameters.bind(BigInt(time.endSeconds) * 1_000_000_000n);
  const sql = `SELECT count(*) AS count FROM items WHERE time_ns >= ${start} AND time_ns < ${end}`;
  return { sql, values: parameters.values };
}

/**
 * The plan's groups in order, limited: breakdowns as `b0`, `b1`, ..., calculations as `a0`, `a1`, ...; of a heatmap the least
 * and the greatest value, `min0` and `max0`.
 */
export function groupsStatement(plan: Plan, layout: Layout): Statement {
  const parameters = new Parameters();
  const rows = rowsOf(plan, layout, parameters);
  const keys = plan.breakdowns.map((_, index) => `b${index}`);
  const havings = plan.havings.map(({ calculation, op, value }) => `a${calculation} ${op} ${parameters.bind(value)}`);
  const orders = plan.orders.map((order) => {
    const by = 'breakdown' in order ? `b${order.breakdown}` : `a${order.calculation}`;
    return `${by} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  const sql = [
    `WITH t AS (${rows})`,
    // Counted also where nobody asks, so that without breakdowns there is one group.
    `SELECT ${[...keys, 'count(*) AS rows_in_group', ...aggregates(plan), ...ranges(plan)].join(', ')} FROM t`,
    ...(keys.length === 0 ? [] : [`GROUP BY ${keys.join(', ')}`]),
    ...(havings.length === 0 ? [] : [`HAVING ${havings.join(' AND ')}`]),
    ...orderBy([...orders, ...keys.map((key) => `${key} ASC NULLS LAST`)]),
    `LIMIT ${plan.limit}`,
  ].join('\n');
  return { sql, values: parameters.values };
}

/** The calculations of each step (`step`, in steps since the epoch) of each group. */
export function stepsStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const sql = `${from} SELECT ${[...keys, 'step', ...aggregates(plan)].join(', ')} FROM u GROUP BY ALL`;
  return { sql, values: parameters.values };
}

/** The least and the greatest value of each heatmap, of all groups together. */
export function rangeStatement(plan: Plan, layout: Layout): Statement {
  const parameters = new Parameters();
  const sql = `WITH t AS (${rowsOf(plan, layout, parameters)}) SELECT ${ranges(plan).join(', ')} FROM t`;
  return { sql, values: parameters.values };
}

/** How many values fall into each bin of each step of each group: `bin`, `count`. */
export function heatmapStatement(
  plan: Plan,
  layout: Layout,
  place: number,
  scale: HeatmapScale,
  wanted: WantedGroups,
): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const value = `c${place}`;
  // Where no value is below the floor, nothing has to be raised to it.
  const raised =
    scale.logarithmic && scale.floor > scale.min ? `greatest(${value}, ${parameters.bind(scale.floor)})` : value;
  const x = scale.logarithmic ? `ln(${raised})` : value;
  const unbounded = `floor((${x} - ${parameters.bind(scale.low)}) * ${parameters.bind(scale.perUnit)})`;
  // So small a type makes a quicker group than the fraction that the arithmetic leaves.
  const bin = `least(greatest(${unbounded}, 0), ${scale.last})::UTINYINT`;
  const columns = [...keys, 'step', `${bin} AS bin`, 'count(*) AS count'].join(', ');
  const sql = `${from} SELECT ${columns} FROM u WHERE ${value} IS NOT NULL GROUP BY ALL`;
  return { sql, values: parameters.values };
}

/** The most spans of a group that were under way at once when one of them began, by step: `most`. */
export function concurrencyStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const group = keys.map((key) => `${key}, `).join('');
  const spans = 'FROM u WHERE duration_ns IS NOT NULL';
  const sql = `${from}, moments AS (
    SELECT ${group}step, time_ns AS moment, 1 AS change ${spans}
    UNION ALL SELECT ${group}step, time_ns + greatest(duration_ns, 1), -1 ${spans}
  ), counted AS (
    SELECT ${group}step, change, sum(change) OVER (
      ${keys.length === 0 ? '' : `PARTITION BY ${keys.join(', ')}`} ORDER BY moment, change ROWS UNBOUNDED PRECEDING
    ) AS under_way FROM moments
  )
  SELECT ${group}step, max(under_way) AS most FROM counted WHERE change = 1 GROUP BY ALL`;
  return { sql, values: parameters.values };
}

/** The plan's rows: breakdowns `b0`..., the columns of calculations `c0`..., `step`, and when they began and how long they took. */
function rowsOf(plan: Plan, layout: Layout, parameters: Parameters): string {
  const step = `s.time_ns // ${parameters.bind(BigInt(plan.time.stepSeconds) * 1_000_000_000n)}`;
  const breakdowns = plan.breakdowns.map(
    (column, index) => `${valueOf(column, plan, layout, parameters)} AS b${index}`,
  );
  const columns = plan.calculations.flatMap((calculation, index) => {
    const column = columnOf(calculation);
    return column === undefined ? [] : [`${valueOf(column, plan, layout, parameters)} AS c${index}`];
  });
  const selected = [...breakdowns, ...columns, `${step} AS step`, 's.time_ns', 's.duration_ns'].join(', ');
  return `SELECT ${selected} ${matching(plan, layout, parameters)}`;
}

/** Those rows as `u`, with what tells their groups apart: the breakdowns, or the place among the wanted groups. */
function stepRows(plan: Plan, layout: Layout, wanted: WantedGroups, parameters: Parameters) {
  const t = `WITH t AS (${rowsOf(plan, layout, parameters)})`;
  const breakdowns = plan.breakdowns.map((_, index) => `b${index}`);
  if (wanted === undefined || breakdowns.length === 0) {
    return { from: `${t}, u AS (SELECT * FROM t)`, keys: breakdowns };
  }
  const rows = wanted.map(({ key }, place) => {
    return `(${[...key.map((value) => (value === null ? 'NULL' : parameters.bind(value))), place].join(', ')})`;
  });
  const names = [...breakdowns.map((name) => `w${name}`), 'place'].join(', ');
  const same = breakdowns.map((name) => `t.${name} IS NOT DISTINCT FROM w.w${name}`).join(' AND ');
  const from = `${t}, u AS (SELECT t.*, w.place FROM t JOIN (VALUES ${rows.join(', ')}) AS w(${names}) ON ${same})`;
  return { from, keys: ['place'] };
}

function columnOf(calculation: PlannedCalculation) {
  return calculation.how === 'concurrency' ? undefined : calculation.column;
}

function aggregates({ calculations }: Plan): readonly string[] {
  return calculations.map((calculation, index) => {
    const how = calculation.how === 'aggregate' || calculation.how === 'rate' ? calculation.aggregate : undefined;
    return `${how === undefined ? 'NULL' : aggregate(how, `c${index}`, columnOf(calculation))} AS a${index}`;
  });
}

function ranges({ calculations }: Plan): readonly string[] {
  return calculations.flatMap(({ how }, index) => {
    return how === 'heatmap' ? [`min(c${index}) AS min${index}`, `max(c${index}) AS max${index}`] : [];
  });
}

function aggregate(op: AggregateOp, x: string, column: Column | undefined): string {
  switch (op) {
    case 'COUNT':
      return 'count(*)';
    case 'COUNT_DISTINCT':
      return `count(DISTINCT ${x})`;
    case 'SUM':
    case 'AVG':
      return `${op.toLowerCase()}(${column?.type === 'boolean' ? `${x}::INTEGER` : x})`;
    case 'MAX':
    case 'MIN':
      return `${op.toLowerCase()}(${x})`;
    default: {
      const part = percentiles[op];
      // Sorting integers takes half the time of sorting fractions.
      const isDuration = column?.name === 'duration_ms';
      return isDuration ? `quantile_disc(duration_ns, ${part}) / 1e6` : `quantile_disc(${x}, ${part})`;
    }
  }
}

function orderBy(by: readonly string[]): readonly string[] {
  return by.length === 0 ? [] : [`ORDER BY ${by.join(', ')}`];
}
