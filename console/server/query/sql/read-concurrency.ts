import { timeOfStep } from '../plan-time.js';
import type { Plan } from '../plan.js';
import { concurrencyStatement } from './concurrency-statement.js';
import type { Layout } from './layout.js';
import { finder, type OpenGroup } from './open-group.js';
import type { WantedGroups } from './plan-rows.js';
import type { ResultRow, RunStatement } from './statement.js';

interface ConcurrencyOf {
  readonly groups: readonly OpenGroup[];
  readonly charted: WantedGroups;
  readonly place: number;
}

/** Puts into each step of each group how many spans are under way in it. */
export async function readConcurrency(
  plan: Plan,
  layout: Layout,
  run: RunStatement,
  { groups, charted, place }: ConcurrencyOf,
): Promise<void> {
  const groupOf = finder(plan, groups, charted);
  const rowsOf = new Map<OpenGroup, ResultRow[]>();
  for (const row of await run(concurrencyStatement(plan, layout, charted))) {
    const group = groupOf(row);
    const others = group && rowsOf.get(group);
    if (others !== undefined) others.push(row);
    else if (group !== undefined) rowsOf.set(group, [row]);
  }
  for (const [group, rows] of rowsOf) putSteps(plan, group, rows, place);
}

/** What is under way at the end of a step lasts through those that follow, until one in which spans begin or end. */
function putSteps(plan: Plan, group: OpenGroup, rows: readonly ResultRow[], place: number): void {
  const put = (step: number, underWay: number, coveredNs: bigint) => {
    const { fromNs, toNs } = timeOfStep(step, plan.time);
    const covered = BigInt(underWay) * (toNs - fromNs) + coveredNs;
    group.put(step, place, Number(covered) / Number(toNs - fromNs));
  };
  let underWay = 0;
  let next = 0;
  for (const row of rows.toSorted((a, b) => Number(a['step']) - Number(b['step']))) {
    const step = Number(row['step']);
    if (underWay > 0) for (let between = next; between < step; between++) put(between, underWay, 0n);
    put(step, underWay, BigInt(String(row['covered_ns'])));
    underWay += Number(row['change']);
    next = step + 1;
  }
}
