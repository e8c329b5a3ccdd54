import type { Column } from '../column.js';
import type { AggregateOp } from '../plan-calculations.js';
import type { Plan } from '../plan.js';
import { percentiles } from '../query-spec.js';
import { columnOf } from './plan-rows.js';

/** The plan's calculations over its rows, `a0`, `a1`, ...; null where one is no aggregate. */
export function aggregates({ calculations }: Plan): readonly string[] {
  return calculations.map((calculation, index) => {
    const how = calculation.how === 'aggregate' || calculation.how === 'rate' ? calculation.aggregate : undefined;
    return `${how === undefined ? 'NULL' : aggregate(how, `c${index}`, columnOf(calculation))} AS a${index}`;
  });
}

/** Of each heatmap the least and the greatest value, `min0` and `max0`. */
export function ranges({ calculations }: Plan): readonly string[] {
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
