import type { HeatmapScale } from '../heatmap-scale.js';
import type { Plan } from '../plan.js';
import { ranges } from './aggregates.js';
import type { Layout } from './layout.js';
import { Parameters } from './parameters.js';
import { rowsOf, stepRows, type WantedGroups } from './plan-rows.js';
import type { Statement } from './statement.js';

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
