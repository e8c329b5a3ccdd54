import type { Group } from '../delivery-protocol.js';

/** Groups on disk, as one record of a journal. */
export interface StoredRecord {
  read(): Promise<readonly Group[]>;
  /** These groups are delivered or dropped: a restart shall not send them again. */
  settle(from: number, count: number): void;
}

export interface StoredSlice {
  readonly record: StoredRecord;
  readonly from: number;
  readonly count: number;
}

/** Which of a batch's groups are on disk: always the first so many of them, in slices of records. */
export class BatchStorage {
  private finished = false;

  constructor(private slices: readonly StoredSlice[] = []) {}

  get groupCount(): number {
    return this.slices.reduce((sum, slice) => sum + slice.count, 0);
  }

  /** The batch's next groups are on disk too. */
  add(slice: StoredSlice): void {
    if (this.finished) slice.record.settle(slice.from, slice.count);
    else this.slices = [...this.slices, slice];
  }

  async read(): Promise<Group[]> {
    const groups: Group[] = [];
    for (const { record, from, count } of this.slices) groups.push(...(await record.read()).slice(from, from + count));
    return groups;
  }

  /** The batch is delivered or dropped. */
  finish(): void {
    this.finished = true;
    for (const { record, from, count } of this.slices) record.settle(from, count);
    this.slices = [];
  }

  /** The storage of the first `groups` groups and of the rest; this one is done with. */
  split(groups: number): [BatchStorage, BatchStorage] {
    const first: StoredSlice[] = [];
    const rest: StoredSlice[] = [];
    let left = groups;
    for (const { record, from, count } of this.slices) {
      const here = Math.min(left, count);
      if (here > 0) first.push({ record, from, count: here });
      if (here < count) rest.push({ record, from: from + here, count: count - here });
      left -= here;
    }
    this.slices = [];
    this.finished = true;
    return [new BatchStorage(first), new BatchStorage(rest)];
  }
}
