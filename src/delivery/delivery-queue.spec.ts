import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventually } from '../../test/support/eventually.js';
import { QueueUnderTest } from '../../test/delivery/queue-under-test.js';
import { AWAY, DELIVERED, group, ScriptedProtocol } from '../../test/delivery/scripted-protocol.js';
import { ByteBudget } from './byte-budget.js';

describe('DeliveryQueue', () => {
  it('sends what came in once its first group has waited long enough, in one batch', async () => {
    const protocol = new ScriptedProtocol();
    const test = new QueueUnderTest(protocol);
    test.record(group(1));
    test.record(group(2, 3));
    await test.pass(999);
    expect(protocol.attempts).toEqual([]);
    await test.pass(1);
    expect(protocol.attempts).toEqual([[1, 2, 3, 4]]);
    expect(test.accounts).toEqual({ recorded: 4, delivered: 4, pending: 0, dropped: {} });
    expect(test.budget.heldBytes).toBe(0);
  });

  it('seals a batch at its limit of groups and at its limit of bytes, and sends a larger group alone', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 2, maxBatchBytes: 500 } });
    const test = new QueueUnderTest(protocol);
    for (const name of [1, 2, 3]) test.record(group(name));
    test.record(group(4, 1, 450));
    test.record(group(5, 1, 5_000));
    await test.queue.flush();
    expect(protocol.attempts).toEqual([[1, 2], [3], [4], [5]]);
  });

  it('gives gzip bodies to a protocol that takes them, also of batches that were compressed while they waited', async () => {
    const protocol = new ScriptedProtocol({ gzip: true, limits: { maxBatchGroups: 10 } });
    protocol.script = [AWAY];
    const test = new QueueUnderTest(protocol);
    for (let name = 0; name < 20; name += 1) test.record(group(name, 1, 2_000));
    const held = test.budget.heldBytes;
    await test.pass(0);
    await eventually(async () => {
      await test.pass(1);
      expect(test.budget.heldBytes).toBeLessThan(held / 10);
      expect(test.lines).toHaveLength(1);
    });
    await test.queue.flush();
    expect(protocol.acknowledged).toEqual(Array.from({ length: 20 }, (_, name) => name));
    expect(test.budget.heldBytes).toBe(0);
  });

  it('retries the same batch first, with backoff, and in order', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1 } });
    protocol.script = [AWAY, 'throws'];
    const test = new QueueUnderTest(protocol);
    for (const name of [1, 2, 3]) test.record(group(name));
    await test.pass(0);
    await test.pass(199);
    expect(protocol.attempts).toEqual([[1]]);
    await test.pass(1);
    await test.pass(399);
    expect(protocol.attempts).toEqual([[1], [1]]);
    await test.pass(1);
    expect(protocol.attempts).toEqual([[1], [1], [1], [2], [3]]);
    expect(test.accounts).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('gives an attempt up at its deadline, even one that ignores its signal, and ignores what comes later', async () => {
    const protocol = new ScriptedProtocol({ limits: { attemptTimeoutMs: 20 } });
    const lateAnswer = new EventEmitter();
    const late = once(lateAnswer, 'now');
    let sends = 0;
    const send = async () => {
      sends += 1;
      if (sends === 1) await late;
      return DELIVERED;
    };
    const test = new QueueUnderTest(Object.assign(protocol, { send }));
    test.record(group(1));
    await test.pass(1_000);
    await eventually(() => expect(test.lines.join()).toContain('no answer within 20 ms'));
    expect(test.accounts.pending).toBe(1);
    lateAnswer.emit('now');
    await test.settle();
    expect(test.accounts.pending).toBe(1);
    await test.pass(200);
    expect(test.accounts).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} });
  });

  it('keeps to Retry-After, for every batch', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1, maxInFlight: 2 } });
    protocol.script = [{ kind: 'retry', because: 'HTTP 429', retryAfterMs: 7_000 }];
    const test = new QueueUnderTest(protocol);
    test.record(group(1));
    await test.pass(0);
    test.record(group(2));
    await test.pass(6_999);
    expect(protocol.attempts).toEqual([[1]]);
    await test.pass(1);
    expect(protocol.acknowledged).toEqual([1, 2]);
  });

  it('halves a batch that is too large until it passes, and drops a single group that is', async () => {
    const protocol = new ScriptedProtocol();
    const send = protocol.send.bind(protocol);
    const test = new QueueUnderTest(
      Object.assign(protocol, {
        send: async (...[batch, signal]: Parameters<typeof send>) => {
          const groups = [...(await batch.groups())];
          const names = groups.length;
          const hasGiant = groups.some(({ bytes }) => bytes.byteLength > 1_000);
          return names > 2 || hasGiant ? ({ kind: 'split', because: 'HTTP 413' } as const) : send(batch, signal);
        },
      }),
    );
    for (const name of [1, 2, 3, 4, 5]) test.record(group(name));
    test.record(group(6, 4, 2_000));
    test.record(group(10));
    await test.queue.flush();
    expect(protocol.acknowledged).toEqual([1, 2, 3, 4, 5, 10]);
    expect(test.accounts).toEqual({ recorded: 10, delivered: 6, pending: 0, dropped: { too_large: 4 } });
    test.check();
  });

  it('enters what the destination rejects of a batch, and never more than was sent', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1 } });
    protocol.script = [
      { kind: 'delivered', rejected: { reason: 'rejected', items: 2 } },
      { kind: 'delivered', rejected: { reason: 'rejected', items: 99 } },
      { kind: 'delivered', rejected: { reason: 'rejected', items: Number.NaN } },
      { kind: 'refused', reason: 'http_400', because: 'HTTP 400' },
    ];
    const test = new QueueUnderTest(protocol);
    for (const name of [10, 20, 30, 40]) test.record(group(name, 3));
    await test.queue.flush();
    expect(test.accounts).toEqual({ recorded: 12, delivered: 4, pending: 0, dropped: { rejected: 5, http_400: 3 } });
  });

  it('asks a destination that failed five times in a row by one probe at a time', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1, maxInFlight: 2 } });
    protocol.otherwise = AWAY;
    const test = new QueueUnderTest(protocol);
    for (let name = 0; name < 40; name += 1) test.record(group(name));
    await test.pass(0);
    const beforeOpen = protocol.attempts.length;
    expect(beforeOpen).toBeGreaterThanOrEqual(5);
    expect(beforeOpen).toBeLessThanOrEqual(6);
    protocol.script = ['hangs'];
    for (let second = 0; second < 20; second += 1) await test.pass(1_000);
    expect(protocol.attempts).toHaveLength(beforeOpen + 1);
    await test.queue.close();
    expect(test.accounts).toMatchObject({ recorded: 40, delivered: 0, pending: 40 });
  });

  it('drains at full speed as soon as a probe has passed', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1, maxInFlight: 2 } });
    protocol.script = Array.from({ length: 12 }, () => AWAY);
    const test = new QueueUnderTest(protocol);
    for (let name = 0; name < 40; name += 1) test.record(group(name));
    await test.pass(0);
    for (let second = 0; second < 60 && protocol.script.length > 0; second += 1) await test.pass(1_000);
    expect(protocol.acknowledged).toEqual([]);
    protocol.mostInFlight = 0;
    await test.pass(5_000);
    await test.settle(50);
    expect(protocol.acknowledged).toHaveLength(40);
    expect(protocol.mostInFlight).toBe(2);
  });

  it('probes with the least tried batch where order does not count, so that one poisonous batch holds up no other', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxInFlight: 2 } });
    const send = protocol.send.bind(protocol);
    const isPoison = async (batch: Parameters<typeof send>[0]) => batch.items === 13;
    const test = new QueueUnderTest(
      Object.assign(protocol, {
        send: async (...[batch, signal]: Parameters<typeof send>) =>
          (await isPoison(batch)) ? AWAY : send(batch, signal),
      }),
    );
    test.record(group(100, 13));
    for (let second = 0; second < 30; second += 1) await test.pass(1_000);
    test.record(group(1));
    for (let second = 0; second < 10; second += 1) await test.pass(1_000);
    expect(protocol.acknowledged).toEqual([1]);
    expect(test.accounts).toMatchObject({ pending: 13 });
  });

  it('says a refused key once with its advice, probes it slowly, and flows again when the key was mended', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1 } });
    const refused = { kind: 'refused', reason: 'unauthorized', because: 'HTTP 401', unauthorized: true } as const;
    protocol.otherwise = { ...refused, advice: 'Check HONEYCOMB_API_KEY.' };
    const test = new QueueUnderTest(protocol);
    for (const name of [1, 2, 3, 4]) test.record(group(name));
    await test.pass(0);
    for (let second = 0; second < 45; second += 1) await test.pass(1_000);
    expect(protocol.attempts).toEqual([[1], [2]]);
    expect(test.accounts).toMatchObject({ pending: 2, dropped: { unauthorized: 2 } });
    expect(test.lines).toHaveLength(1);
    expect(test.lines[0]).toContain('Check HONEYCOMB_API_KEY.');
    protocol.otherwise = DELIVERED;
    await test.pass(30_000);
    expect(test.accounts).toMatchObject({ delivered: 2, pending: 0 });
    expect(test.lines[1]).toContain('takes data again');
  });

  it('drops the oldest of the queue that is most over its share when all memory is taken', async () => {
    const budget = new ByteBudget(20_000);
    const limits = { maxBatchGroups: 1, flushIntervalMs: 1 };
    const greedyProtocol = new ScriptedProtocol({ limits });
    greedyProtocol.otherwise = AWAY;
    const greedy = new QueueUnderTest(greedyProtocol, { budget });
    const modest = new QueueUnderTest(new ScriptedProtocol({ limits }), { budget });
    for (let name = 0; name < 30; name += 1) greedy.record(group(name, 1, 1_000));
    expect(greedy.accounts.pending).toBeGreaterThan(10);
    const heldByGreedy = greedy.accounts.pending;
    for (let name = 0; name < 5; name += 1) modest.record(group(name, 1, 1_000));
    expect(budget.heldBytes).toBeLessThanOrEqual(20_000);
    expect(modest.accounts).toEqual({ recorded: 5, delivered: 0, pending: 5, dropped: {} });
    expect(greedy.accounts).toMatchObject({
      pending: heldByGreedy - 5,
      dropped: { queue_full: 30 - heldByGreedy + 5 },
    });
    greedyProtocol.otherwise = DELIVERED;
    await greedy.queue.flush();
    expect(greedyProtocol.acknowledged.at(-1)).toBe(29);
    greedy.check();
    modest.check();
  });

  it('drops a group that is larger than all memory there is as too large', () => {
    const test = new QueueUnderTest(new ScriptedProtocol(), { budget: new ByteBudget(1_000) });
    test.record(group(1, 2, 2_000));
    expect(test.accounts).toEqual({ recorded: 2, delivered: 0, pending: 0, dropped: { too_large: 2 } });
  });

  it('lets the open batch grow while nothing can be sent, so that an outage leaves few batches', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 1_000 } });
    protocol.otherwise = AWAY;
    const test = new QueueUnderTest(protocol);
    for (let second = 0; second < 120; second += 1) {
      test.record(group(second));
      await test.pass(1_000);
    }
    protocol.otherwise = DELIVERED;
    protocol.attempts.length = 0;
    await test.pass(10_000);
    await test.queue.flush();
    expect(protocol.attempts.length).toBeLessThanOrEqual(2);
    expect(protocol.acknowledged).toHaveLength(120);
  });

  it('says when trouble begins, at most every ten seconds while it lasts, and when it ends', async () => {
    const protocol = new ScriptedProtocol();
    protocol.otherwise = AWAY;
    const test = new QueueUnderTest(protocol);
    test.record(group(1, 7));
    for (let tick = 0; tick < 250; tick += 1) await test.pass(100);
    protocol.otherwise = DELIVERED;
    for (let tick = 0; tick < 60; tick += 1) await test.pass(100);
    expect(test.lines).toEqual([
      'warn sink: http://there takes no data (nobody there); 7 items kept to be sent again',
      'warn sink: http://there still takes no data after 10.0 s (nobody there); 7 items kept to be sent again',
      'warn sink: http://there still takes no data after 20.0 s (nobody there); 7 items kept to be sent again',
      expect.stringMatching(
        /^log sink: http:\/\/there takes data again after 2\d\.\d s; 7 items late, 0 dropped meanwhile$/,
      ),
    ]);
  });

  it('holds everything for a destination that is not there yet, which is no trouble, and sends it once it is', async () => {
    const protocol = new ScriptedProtocol({ limits: { maxBatchGroups: 2 } });
    protocol.up = false;
    const test = new QueueUnderTest(protocol);
    for (const name of [1, 2, 3]) test.record(group(name));
    await test.pass(60_000);
    await test.queue.flush(60_000);
    expect(test.accounts).toEqual({ recorded: 3, delivered: 0, pending: 3, dropped: {} });
    protocol.up = true;
    await test.pass(0);
    expect(protocol.attempts).toEqual([[1, 2], [3]]);
    expect([test.accounts.delivered, test.lines]).toEqual([3, []]);
  });

  it('says how it fares: what it holds, what its breaker does, and what its last failed attempt met with', async () => {
    const protocol = new ScriptedProtocol();
    const test = new QueueUnderTest(protocol);
    expect(test.queue.condition()).toEqual({ sink: 'sink', heldBytes: 0, breaker: 'closed', lastError: undefined });
    const before = Date.now();
    protocol.otherwise = AWAY;
    test.record(group(1));
    for (let second = 0; second < 30; second += 1) await test.pass(1_000);
    const { heldBytes, breaker, lastError } = test.queue.condition();
    expect([heldBytes, breaker, lastError?.because]).toEqual([test.budget.heldBytes, 'open', 'nobody there']);
    expect(lastError?.epochMs).toBeGreaterThanOrEqual(before);
    protocol.otherwise = 'hangs';
    await test.pass(5_000);
    expect(test.queue.condition().breaker).toBe('half_open');
    await test.queue.close();
  });

  describe('flush', () => {
    it('settles at once when there is nothing to send', async () => {
      let settled = false;
      void new QueueUnderTest(new ScriptedProtocol()).queue.flush(60_000).then(() => (settled = true));
      await nextTurn();
      expect(settled).toBe(true);
    });

    it('retries within its deadline instead of waiting out the backoff', async () => {
      const protocol = new ScriptedProtocol();
      protocol.script = [AWAY, AWAY, AWAY];
      const test = new QueueUnderTest(protocol);
      test.record(group(1));
      const flushed = test.queue.flush(5_000);
      for (let step = 0; step < 3; step += 1) {
        await test.settle();
        await test.pass(300);
      }
      await flushed;
      expect(test.accounts.delivered).toBe(1);
    });

    it('asks a destination that was away before only once more', async () => {
      const protocol = new ScriptedProtocol();
      protocol.otherwise = AWAY;
      const test = new QueueUnderTest(protocol);
      test.record(group(1));
      for (let second = 0; second < 30; second += 1) await test.pass(1_000);
      protocol.attempts.length = 0;
      await test.queue.flush(60_000);
      expect(protocol.attempts).toEqual([[1]]);
      expect(test.accounts.pending).toBe(1);
    });

    it('does not wait for a destination that asked to be left alone for longer', async () => {
      const protocol = new ScriptedProtocol();
      protocol.script = [{ kind: 'retry', because: 'HTTP 503', retryAfterMs: 120_000 }];
      const test = new QueueUnderTest(protocol);
      test.record(group(1));
      await test.queue.flush(60_000);
      expect(protocol.attempts).toHaveLength(1);
      expect(test.accounts.pending).toBe(1);
    });

    it('settles at its deadline, and closing aborts what is in flight, whose items stay pending', async () => {
      const protocol = new ScriptedProtocol();
      protocol.otherwise = 'hangs';
      const test = new QueueUnderTest(protocol);
      test.record(group(1, 3));
      await test.queue.flush(30);
      expect(protocol.inFlight).toBe(1);
      await test.queue.close();
      await test.settle();
      expect({ inFlight: protocol.inFlight, closed: protocol.closed }).toEqual({ inFlight: 0, closed: 1 });
      expect(test.accounts).toEqual({ recorded: 3, delivered: 0, pending: 3, dropped: {} });
      test.record(group(9));
      expect(test.accounts).toMatchObject({ pending: 3, dropped: { shutdown: 1 } });
      test.check();
    });

    it('closes without an attempt that was only about to begin', async () => {
      const protocol = new ScriptedProtocol();
      protocol.otherwise = 'hangs';
      const test = new QueueUnderTest(protocol);
      test.record(group(1));
      void test.queue.flush(30);
      await test.queue.close();
      expect(protocol.attempts).toEqual([]);
      expect(test.accounts.pending).toBe(1);
      test.check();
    });
  });
});
