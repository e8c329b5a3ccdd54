import { looksBack, type Plan } from '../plan.js';
import { stepAggregates } from './aggregates.js';

/**
 * `r`, a row for each group of the rows `t`: of each rate, as `a0`, `a1`, ..., the mean change of its aggregate from one step
 * that has a value to the next. So the database can keep and sort groups by them before it limits.
 */
export function ratesTable(plan: Plan, keys: readonly string[]): string {
  const by = keys.map((key) => `${key}, `).join('');
  const began = looksBack(plan) ? ' WHERE began' : '';
  const places = ratePlaces(plan);
  const changing = stepAggregates(plan).filter((_, place) => places.includes(place));
  const steps = `SELECT ${[...keys, 'step', ...changing].join(', ')} FROM t${began} GROUP BY ${by}step`;
  const named = keys.map((key) => `${key} AS ${rateKey(key)}`);
  const grouped = keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`;
  return `SELECT ${[...named, ...places.map(meanChange)].join(', ')} FROM (${steps})${grouped}`;
}

/** Joins it to the groups `g`. */
export function joinRates(keys: readonly string[]): string {
  const same = keys.map((key) => `g.${key} IS NOT DISTINCT FROM r.${rateKey(key)}`);
  return `LEFT JOIN r ON ${same.length === 0 ? 'true' : same.join(' AND ')}`;
}

export function ratePlaces({ calculations }: Plan): readonly number[] {
  return calculations.flatMap(({ how }, place) => (how === 'rate' ? [place] : []));
}

const rateKey = (key: string) => `r${key}`;

/** Steps without a value are left out by each of the three. Fractions, for an unsigned number does not go below 0. */
function meanChange(place: number): string {
  const [last, first] = ['arg_max', 'arg_min'].map((end) => `${end}(a${place}::DOUBLE, step)`);
  return `(${last} - ${first}) / nullif(greatest(count(a${place}) - 1, 0), 0) AS a${place}`;
}
