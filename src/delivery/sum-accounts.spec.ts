import { Accounts } from './accounts.js';
import { sumAccounts } from './sum-accounts.js';

describe('sumAccounts', () => {
  it('gives a sink with two queues the sum of theirs, and others their own', () => {
    const queues = [3, 5].map((items) => {
      const accounts = new Accounts();
      accounts.record(items);
      accounts.deliver(1);
      accounts.drop('rejected', 1);
      accounts.drop(`reason_${items}`, 1);
      return accounts.snapshot();
    });
    expect(
      sumAccounts([
        ['a', queues[0]!],
        ['b', queues[0]!],
        ['a', queues[1]!],
      ]),
    ).toEqual({
      a: { recorded: 8, delivered: 2, pending: 2, dropped: { rejected: 2, reason_3: 1, reason_5: 1 } },
      b: { recorded: 3, delivered: 1, pending: 0, dropped: { rejected: 1, reason_3: 1 } },
    });
  });
});
