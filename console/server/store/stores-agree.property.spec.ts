import fc from 'fast-check';
import { bothStores } from '../../../test/support/console/both-stores.js';
import { wellFormed } from '../query/column-value.js';
import { readQuerySpec } from '../query/read-query-spec.js';
import { arbitraryRows, arbitrarySpec, epochSeconds } from '../../../test/support/console/arbitrary-telemetry.js';
import type { SpanStore } from './span-store.js';

const now = () => (epochSeconds + 60) * 1000;

/** What a store says, or why it refuses. */
async function said(question: Promise<unknown>): Promise<unknown> {
  try {
    return rounded(await question);
  } catch (error) {
    return String(error);
  }
}

/** Sums come about in another order, so their last digits differ; a database holds no half characters; how long it took may differ. */
function rounded(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'elapsed_ms');
  return Object.fromEntries(entries.map(([name, inner]) => [name, rounded(inner)]));
}

/** What the plain store says, and what the other does. */
function asked(stores: readonly SpanStore[], ask: Question): Promise<unknown[]> {
  return Promise.all(stores.map((store) => said(ask(store))));
}
/** All pages of a list, one after the other. */
async function pages(page: (before?: string) => Promise<{ readonly next?: string }>): Promise<readonly unknown[]> {
  const all = [await page()];
  for (let next = all[0]?.next; next !== undefined; next = all.at(-1)?.next) all.push(await page(next));
  return all;
}

type Question = (store: SpanStore) => Promise<unknown>;

describe('the two stores', () => {
  it('give the same answer to any query over any rows', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, fc.array(arbitrarySpec, { minLength: 8, maxLength: 8 }), async (rows, specs) => {
        const stores = await bothStores(rows, now);
        for (const spec of specs) {
          const [plain, other] = await asked(stores, async (store) => store.query(readQuerySpec(spec)));
          expect(other).toEqual(plain);
        }
        await stores[1].close();
      }),
      { numRuns: 20, endOnFailure: true },
    );
  }, 300_000);

  it('list and show the same traces, logs, errors, services and fields', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, async (rows) => {
        const stores = await bothStores(rows, now);
        const { trace_id: id, start_ns: before } = rows.spans[0] ?? { trace_id: '00', start_ns: '1' };
        const questions: readonly Question[] = [
          (store) => store.traces({}),
          (store) => store.traces({ errorsOnly: true, limit: 1 }),
          (store) => store.traces({ idPrefix: id.slice(0, 5), before }),
          (store) => store.traces({ field: { name: 'name', value: 'a' }, ids: [id] }),
          (store) => store.traces({ field: { name: 'root.name', value: 'a' } }),
          (store) => store.trace(id),
          (store) => store.logs({ leastSeverity: 9, text: 'A' }),
          (store) => pages((after) => store.traces({ limit: 2, before: after })),
          (store) => pages((after) => store.logs({ limit: 2, before: after })),
          (store) => store.errors(),
          (store) => store.map(),
          async (store) =>
            new Set((await store.fields()).fields.map((field) => Object.values(field).slice(0, 3).join())),
        ];
        for (const question of questions) {
          const [plain, other] = await asked(stores, question);
          expect(other).toEqual(plain);
        }
        await stores[1].close();
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 300_000);
});
