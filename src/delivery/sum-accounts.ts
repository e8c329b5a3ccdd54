import type { AccountsSnapshot } from './accounts.js';

/** Accounts by sink; a sink with several queues has the sum of theirs. */
export function sumAccounts(
  snapshots: readonly (readonly [sink: string, AccountsSnapshot])[],
): Record<string, AccountsSnapshot> {
  const sums: Record<string, AccountsSnapshot> = {};
  for (const [sink, snapshot] of snapshots) sums[sink] = sums[sink] ? sum(sums[sink], snapshot) : snapshot;
  return sums;
}

function sum(a: AccountsSnapshot, b: AccountsSnapshot): AccountsSnapshot {
  const dropped: Record<string, number> = { ...a.dropped };
  for (const [reason, items] of Object.entries(b.dropped)) dropped[reason] = (dropped[reason] ?? 0) + items;
  return {
    recorded: a.recorded + b.recorded,
    delivered: a.delivered + b.delivered,
    pending: a.pending + b.pending,
    dropped,
  };
}
