import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';
import type { Group } from '../delivery-protocol.js';
import type { StoredRecord } from './batch-storage.js';
import { SpoolFile } from './spool-file.js';
import type { Earlier } from './read-earlier.js';
import { encodeGroups, encodeRecord } from './spool-record.js';
import type { SpoolRoom } from './spool-room.js';
import type { StoredRange } from './stored-range.js';

const gzip = promisify(gzipCallback);

const MAX_FILE_BYTES = 8 * 1024 * 1024;
const MIN_BYTES_TO_ZIP = 512;

/** The append-only files of one queue, in its own folder. One thing at a time; nothing here rejects. */
export class SpoolJournal {
  private readonly files: SpoolFile[];
  private current: SpoolFile | undefined;
  private nextFile: number;
  private nextId: number;
  private settled: Pick<StoredRange, 'file' | 'id' | 'from' | 'count'>[];
  private work: Promise<unknown> = Promise.resolve();
  private isTidy: boolean;
  private isAbandoned = false;

  constructor(
    private readonly folder: string,
    private readonly room: SpoolRoom,
    readonly earlier: Earlier,
  ) {
    this.files = [...earlier.files];
    ({ nextFile: this.nextFile, nextId: this.nextId } = earlier);
    for (const { file, count } of earlier.left) file.outstanding += count;
    this.settled = [...earlier.torn];
    this.isTidy = this.files.length === 0;
  }

  /** A record of an earlier run. */
  earlierRecord({ file, at, id }: StoredRange): StoredRecord {
    return this.record(file, at, id);
  }

  /** @returns undefined where the groups could not be written; the room has said so. */
  append(groups: readonly Group[]): Promise<StoredRecord | undefined> {
    return this.inTurn(async () => {
      const plain = encodeGroups(groups);
      const isZipped = plain.byteLength >= MIN_BYTES_TO_ZIP;
      const kind = isZipped ? 'zipped groups' : 'groups';
      const id = this.nextId++;
      const items = groups.reduce((sum, group) => sum + group.items, 0);
      const payload = isZipped ? await gzip(plain, { level: 1 }) : plain;
      const header = { kind, id, groupCount: groups.length, items, plainBytes: plain.byteLength } as const;
      const bytes = encodeRecord(header, payload);
      if (!this.room.take(bytes.byteLength)) return undefined;
      const { file, at } = await this.write(bytes);
      file.outstanding += groups.length;
      return this.record(file, at, id);
    });
  }

  /** Removes files that are done with, and writes down what else was settled, so that a restart does not send it again. */
  async tidy(): Promise<void> {
    if (this.isTidy) return;
    this.isTidy = true;
    await this.inTurn(async () => {
      await this.removeFinished();
      await this.writeSettled();
    });
  }

  /** Once more tidied, also where the disk refused last: removing is what a full one needs. */
  async close(): Promise<void> {
    await this.work;
    try {
      await this.removeFinished();
      await this.writeSettled();
    } catch (error) {
      this.room.failed(error);
    }
    await this.closeCurrent();
  }

  /** The folder is no longer ours: nothing is written, read or removed any more. */
  async abandon(): Promise<void> {
    this.isAbandoned = true;
    await this.work;
    await this.closeCurrent();
  }

  private record(file: SpoolFile, at: number, id: number): StoredRecord {
    return {
      read: () => file.readGroups(at),
      settle: (from, count) => {
        file.outstanding -= count;
        this.settled.push({ file, id, from, count });
        this.isTidy = false;
      },
    };
  }

  private inTurn<Result>(task: () => Promise<Result>): Promise<Result | undefined> {
    const turn = this.work.then(async () => {
      if (this.isAbandoned) return undefined;
      if (!this.room.isOpen) {
        this.isTidy = false;
        return undefined;
      }
      try {
        const result = await task();
        if (result !== undefined) this.room.worked();
        return result;
      } catch (error) {
        this.isTidy = false;
        this.room.failed(error);
        return undefined;
      }
    });
    this.work = turn;
    return turn;
  }

  /** Writes what has been taken of the room. */
  private async write(bytes: Buffer): Promise<{ file: SpoolFile; at: number }> {
    if (this.current && this.current.bytes >= MAX_FILE_BYTES) await this.closeCurrent();
    if (!this.current) {
      this.current = new SpoolFile(join(this.folder, `${String(this.nextFile++).padStart(10, '0')}.spool`));
      this.files.push(this.current);
    }
    const file = this.current;
    try {
      return { file, at: await file.append(bytes) };
    } catch (error) {
      this.room.give(bytes.byteLength);
      // What a failed write left behind may be torn: nothing is appended after it.
      await this.closeCurrent();
      throw error;
    }
  }

  private async closeCurrent(): Promise<void> {
    const file = this.current;
    this.current = undefined;
    await file?.close();
  }

  /** From the front only: what was settled of an earlier file may be written in a later one. */
  private async removeFinished(): Promise<void> {
    while (this.files[0]?.outstanding === 0) {
      const file = this.files[0];
      if (file === this.current) this.current = undefined;
      await file.remove();
      this.files.shift();
      this.room.give(file.bytes);
    }
    this.settled = this.settled.filter(({ file }) => this.files.includes(file));
  }

  private async writeSettled(): Promise<void> {
    const notes = this.settled.splice(0).map(({ id, from, count }) => {
      const range = Buffer.alloc(8);
      range.writeUInt32LE(from, 0);
      range.writeUInt32LE(count, 4);
      return encodeRecord({ kind: 'settled', id, groupCount: count, items: 0, plainBytes: 0 }, range);
    });
    if (notes.length === 0) return;
    const bytes = Buffer.concat(notes);
    this.room.count(bytes.byteLength);
    await this.write(bytes);
  }
}
