import * as fc from 'fast-check';
import { eventually } from '../../test/support/eventually.js';
import { QueueUnderTest } from '../../test/delivery/queue-under-test.js';
import { type Act, AWAY, DELIVERED, group, ScriptedProtocol } from '../../test/delivery/scripted-protocol.js';
import { ByteBudget } from './byte-budget.js';

type Step =
  | { readonly do: 'add'; readonly items: number; readonly padding: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'flush' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(DELIVERED) },
  { weight: 3, arbitrary: fc.constant(AWAY) },
  fc.record({ kind: fc.constant('retry' as const), because: fc.string(), retryAfterMs: fc.nat(20_000) }),
  fc.record({
    kind: fc.constant('delivered' as const),
    rejected: fc.record({ reason: fc.constant('rejected'), items: fc.integer({ min: -2, max: 9 }) }),
  }),
  fc.constant({ kind: 'split' as const, because: 'too large' }),
  fc.constant({ kind: 'refused' as const, reason: 'http_400', because: 'HTTP 400' }),
  fc.constant({ kind: 'refused' as const, reason: 'unauthorized', because: 'HTTP 401', unauthorized: true }),
  fc.constant('throws' as const),
  fc.constant('hangs' as const),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('add' as const), items: fc.nat(4), padding: fc.nat(3_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(12_000) }) },
  fc.constant({ do: 'flush' as const }),
);

const scenario = fc.record({
  steps: fc.array(step, { maxLength: 60 }),
  script: fc.array(act, { maxLength: 40 }),
  gzip: fc.boolean(),
  maxInFlight: fc.constantFrom(1 as const, 2 as const),
  maxBatchGroups: fc.integer({ min: 1, max: 6 }),
  memory: fc.constantFrom(5_000, 20_000, 1_000_000),
});

describe('DeliveryQueue, whatever the destination does', () => {
  it('keeps exact accounts at every step, keeps order, and loses nothing uncounted', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, script, gzip, maxInFlight, maxBatchGroups, memory }) => {
        const limits = { maxInFlight, maxBatchGroups, maxBatchBytes: 6_000, attemptTimeoutMs: 30 };
        const protocol = new ScriptedProtocol({ gzip, limits });
        protocol.script = [...script];
        const budget = new ByteBudget(memory);
        // Splitting and loading take what they need: at most one batch more.
        const most = memory + 12_000;
        const test = new QueueUnderTest(protocol, { budget, flushMs: 50 });
        let name = 0;
        for (const each of steps) {
          if (each.do === 'add') {
            test.record(group(name, each.items, each.padding));
            name += each.items;
          } else if (each.do === 'pass') await test.pass(each.ms);
          else await test.queue.flush();
          test.check();
          expect(budget.heldBytes).toBeLessThanOrEqual(most);
        }
        await eventually(async () => {
          await test.pass(60_000);
          test.check();
          await test.queue.flush();
          test.check();
          expect({ pending: test.accounts.pending, held: budget.heldBytes }).toEqual({ pending: 0, held: 0 });
        });
        const { recorded, delivered, dropped } = test.accounts;
        expect(recorded).toBe(name);
        expect(delivered).toBe(protocol.acknowledged.length - (dropped.rejected ?? 0));
        expect(new Set(protocol.acknowledged).size).toBe(protocol.acknowledged.length);
        const inOrder = protocol.acknowledged.toSorted((a, b) => a - b);
        expect(maxInFlight === 1 ? protocol.acknowledged : inOrder).toEqual(inOrder);
        expect(protocol.mostInFlight).toBeLessThanOrEqual(maxInFlight);
        await test.queue.close();
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
