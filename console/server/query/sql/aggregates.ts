import type { Column } from '../column.js';
import type { AggregateOp } from '../plan-calculations.js';
import { wholeTime } from '../plan-time.js';
import { looksBack, type Plan } from '../plan.js';
import { percentiles } from '../query-spec.js';
import type { Parameters } from './parameters.js';
import { columnOf } from './plan-rows.js';

/** The plan's calculations over the rows of a step, `a0`, `a1`, ...; null where one is no aggregate. */
export function stepAggregates({ calculations }: Plan): readonly string[] {
  return calculations.map((calculation, index) => {
    const how = calculation.how === 'aggregate' || calculation.how === 'rate' ? calculation.aggregate : undefined;
    return `${how === undefined ? 'NULL' : aggregate(how, `c${index}`, columnOf(calculation))} AS a${index}`;
  });
}

/** The same over the rows of a group, of which those that are only under way are CONCURRENCY's alone; without the rates. */
export function groupAggregates(plan: Plan, parameters: Parameters): readonly string[] {
  const { fromNs, toNs } = wholeTime(plan.time);
  const filter = ofThoseThatBegan(plan);
  return plan.calculations.flatMap((calculation, index) => {
    if (calculation.how === 'rate') return [];
    if (calculation.how === 'heatmap') return [`NULL AS a${index}`];
    if (calculation.how === 'aggregate') {
      return [`${aggregate(calculation.aggregate, `c${index}`, columnOf(calculation), filter)} AS a${index}`];
    }
    return [`sum(till_ns - from_ns)::DOUBLE / ${parameters.bind(Number(toNs - fromNs))} AS a${index}`];
  });
}

/** Of each heatmap the least and the greatest value, `min0` and `max0`. */
export function ranges({ calculations }: Plan, filter = ''): readonly string[] {
  return calculations.flatMap(({ how }, index) => {
    if (how !== 'heatmap') return [];
    return ['min', 'max'].map((end) => `${end}(c${index})${filter} AS ${end}${index}`);
  });
}

/** What follows an aggregate over a group's rows, where there are others among them. */
export function ofThoseThatBegan(plan: Plan): string {
  return looksBack(plan) ? ' FILTER (WHERE began)' : '';
}

function aggregate(op: AggregateOp, x: string, column: Column | undefined, filter = ''): string {
  switch (op) {
    case 'COUNT':
      return `count(*)${filter}`;
    case 'COUNT_DISTINCT':
      return `count(DISTINCT ${x})${filter}`;
    case 'SUM':
    case 'AVG':
      return `${op.toLowerCase()}(${column?.type === 'boolean' ? `${x}::INTEGER` : x})${filter}`;
    case 'MAX':
    case 'MIN':
      return `${op.toLowerCase()}(${x})${filter}`;
    default: {
      const part = percentiles[op];
      // Sorting integers takes half the time of sorting fractions.
      const isDuration = column?.name === 'duration_ms';
      return isDuration
        ? `quantile_disc(duration_ns, ${part})${filter} / 1e6`
        : `quantile_disc(${x}, ${part})${filter}`;
    }
  }
}
