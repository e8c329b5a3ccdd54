import type { Accounts } from '../accounts.js';
import type { Backlog } from '../backlog.js';
import type { DeliveryProtocol, Group } from '../delivery-protocol.js';
import { BatchStorage } from './batch-storage.js';
import type { SpoolJournal } from './spool-journal.js';
import type { StoredRange } from './stored-range.js';

/** Keeps on disk what one queue holds, while somebody calls `store`; loads what an earlier run left. */
export class QueueSpooler {
  private journal: SpoolJournal | undefined;
  private storing: Promise<void> | undefined;

  constructor(
    private readonly backlog: Backlog,
    private readonly accounts: Accounts,
    private readonly limits: DeliveryProtocol['limits'],
  ) {}

  /** The journal is open: its items of an earlier run count as recorded now, and go first. */
  attach(journal: SpoolJournal): void {
    this.journal = journal;
    const { left, torn } = journal.earlier;
    this.accounts.record(itemsOf(torn));
    this.accounts.drop('spool_torn', itemsOf(torn));
    for (const ranges of joined(left, this.limits)) {
      const slices = ranges.map((range) => ({
        record: journal.earlierRecord(range),
        from: range.from,
        count: range.count,
      }));
      this.accounts.record(itemsOf(ranges));
      this.backlog.load(itemsOf(ranges), new BatchStorage(slices));
    }
  }

  /** Writes what is not on disk yet; returns at once, and does nothing while the last call still writes. */
  store(): void {
    if (!this.journal || this.storing) return;
    this.storing = this.storeEach(this.journal).finally(() => (this.storing = undefined));
  }

  async storeAll(): Promise<void> {
    await this.storing;
    this.store();
    await this.storing;
  }

  private async storeEach(journal: SpoolJournal): Promise<void> {
    const sealed = [...this.backlog.inFlight, ...this.backlog.waitingBatches].filter((batch) => !batch.isSpooled);
    for (const batch of sealed.toSorted((a, b) => a.order - b.order)) {
      // One may have been delivered while those before it were written.
      if (!batch.isOver && !(await store(journal, batch.storage, await batch.keptGroups()))) return;
    }
    const open = this.backlog.openBatch;
    if (open) await store(journal, open.storage, open.keptGroups());
  }
}

async function store(journal: SpoolJournal, storage: BatchStorage, groups: readonly Group[]): Promise<boolean> {
  const missing = groups.slice(storage.groupCount);
  if (missing.length === 0) return true;
  const record = await journal.append(missing);
  if (record) storage.add({ record, from: 0, count: missing.length });
  return record !== undefined;
}

function itemsOf(ranges: readonly StoredRange[]): number {
  return ranges.reduce((sum, { items }) => sum + items, 0);
}

/** Ranges joined to batches of the size that the destination takes. */
function joined(left: readonly StoredRange[], limits: DeliveryProtocol['limits']): StoredRange[][] {
  const batches: StoredRange[][] = [];
  let groups = Infinity;
  let bytes = Infinity;
  for (const range of left) {
    groups += range.count;
    bytes += range.plainBytes;
    if (groups > limits.maxBatchGroups || bytes > limits.maxBatchBytes) {
      batches.push([]);
      groups = range.count;
      bytes = range.plainBytes;
    }
    batches.at(-1)!.push(range);
  }
  return batches;
}
