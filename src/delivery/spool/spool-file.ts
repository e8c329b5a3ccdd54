import { open, rm, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip as gunzipCallback } from 'node:zlib';
import type { Group } from '../delivery-protocol.js';
import { decodeGroups, decodeHeader, HEADER_BYTES, isWhole } from './spool-record.js';

const gunzip = promisify(gunzipCallback);

/** One append-only file of a journal. It may go once no group in it is outstanding and no earlier file is left. */
export class SpoolFile {
  /** Groups that are neither delivered nor dropped. */
  outstanding = 0;
  private handle: FileHandle | undefined;

  constructor(
    readonly path: string,
    public bytes = 0,
  ) {}

  /** @throws (rejects) with the file system's error; the file is cut back to its last whole record where that is possible. */
  async append(record: Buffer): Promise<number> {
    this.handle ??= await open(this.path, 'ax', 0o600);
    const at = this.bytes;
    try {
      await this.handle.appendFile(record);
    } catch (error) {
      await this.handle.truncate(at).catch(() => undefined);
      throw error;
    }
    this.bytes += record.byteLength;
    return at;
  }

  /** @throws (rejects) where the record is not there or not whole. */
  async readGroups(at: number): Promise<readonly Group[]> {
    const handle = await open(this.path, 'r');
    try {
      const head = Buffer.alloc(HEADER_BYTES);
      await handle.read(head, 0, HEADER_BYTES, at);
      const header = decodeHeader(head, 0);
      const payload = Buffer.alloc(header?.payloadBytes ?? 0);
      await handle.read(payload, 0, payload.byteLength, at + HEADER_BYTES);
      if (!header || !isWhole(header, payload)) throw new Error('a record of the spool is damaged');
      return decodeGroups(header.kind === 'zipped groups' ? await gunzip(payload) : payload, header.groupCount);
    } finally {
      await handle.close();
    }
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }
}
