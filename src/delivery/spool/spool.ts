import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveryQueue } from '../delivery-queue.js';
import { makeFolder } from './make-folder.js';
import { readEarlier } from './read-earlier.js';
import { SpoolJournal } from './spool-journal.js';
import { SpoolLock } from './spool-lock.js';
import { SpoolRoom, type SpoolRoomOptions } from './spool-room.js';

const LOOK_EVERY_MS = 5_000;

/**
 * The folder of TELEMETRY_SPOOL_DIR: one journal for each queue, one process at a time. Whatever the disk does, nothing
 * here throws or waits on the way of an item; what cannot be written stays in memory.
 */
export class Spool {
  private readonly room: SpoolRoom;
  private readonly waiting: DeliveryQueue[] = [];
  private readonly journals: SpoolJournal[] = [];
  private readonly folders = new Set<string>();
  private lock: SpoolLock | undefined;
  private state: 'looking' | 'held by another' | 'ours' | 'over' = 'looking';
  private nextLookAt = -Infinity;
  private work: Promise<void> | undefined;

  constructor(private readonly options: SpoolRoomOptions) {
    this.room = new SpoolRoom(options);
  }

  register(queue: DeliveryQueue): void {
    this.waiting.push(queue);
    this.nextLookAt = -Infinity;
    this.tick();
  }

  /** Called every few milliseconds. */
  tick(): void {
    for (const journal of this.journals) void journal.tidy();
    if (this.work || this.state === 'over' || !this.room.isOpen || this.options.clock() < this.nextLookAt) return;
    this.nextLookAt = this.options.clock() + LOOK_EVERY_MS;
    this.work = this.look()
      .catch((error: unknown) => this.room.failed(error))
      .finally(() => (this.work = undefined));
  }

  /** After the queues are closed: what was delivered is noted, the folder is left to the next process. */
  async close(): Promise<void> {
    await this.work;
    this.state = 'over';
    try {
      await Promise.all(this.journals.map((journal) => journal.close()));
      await this.lock?.release();
    } catch (error) {
      this.room.failed(error);
    }
  }

  private async look(): Promise<void> {
    if (this.lock) await this.keep(this.lock);
    else await this.acquire();
    while (this.lock && this.waiting.length > 0) {
      await this.openJournal(this.waiting[0]!);
      this.waiting.shift();
    }
  }

  private async acquire(): Promise<void> {
    const { directory } = this.options;
    await makeFolder(directory);
    this.lock = await SpoolLock.acquire(directory);
    if (this.lock) {
      this.room.count(await bytesIn(directory));
      this.state = 'ours';
    } else if (this.state !== 'held by another') {
      this.state = 'held by another';
      this.room.warn('is in use by another process; telemetry is kept in memory only until that one has ended');
    }
  }

  private async keep(lock: SpoolLock): Promise<void> {
    if (await lock.renew()) return;
    this.state = 'over';
    this.lock = undefined;
    await Promise.all(this.journals.splice(0).map((journal) => journal.abandon()));
    this.room.warn('was taken over by another process; telemetry is kept in memory only');
  }

  private async openJournal(queue: DeliveryQueue): Promise<void> {
    const folder = join(this.options.directory, this.folderOf(queue));
    const earlier = await readEarlier(folder);
    const journal = new SpoolJournal(folder, this.room, earlier);
    this.folders.add(folder);
    this.journals.push(journal);
    queue.spooler.attach(journal);
    const { sink, unit = 'item' } = queue.options;
    const items = earlier.left.reduce((sum, { items: some }) => sum + some, 0);
    if (items > 0) this.options.logger.log(`${sink}: ${items} ${unit}s of an earlier run are in the spool, to be sent`);
    const torn = earlier.torn.length + earlier.tornEnds;
    if (torn > 0) this.room.warn(`held ${torn} torn record${torn === 1 ? '' : 's'} of ${sink}, left out`);
  }

  /** What an earlier run wrote fits only the same destination in the same encoding. */
  private folderOf({ options: { sink, destination, spooledAs = destination, protocol } }: DeliveryQueue): string {
    const key = createHash('sha256')
      .update(JSON.stringify([sink, spooledAs, protocol.framing]))
      .digest('hex');
    const name = `${sink.replaceAll(/[^\w.-]/g, '_')}-${key.slice(0, 12)}`;
    let count = 1;
    while (this.folders.has(join(this.options.directory, count === 1 ? name : `${name}-${count}`))) count += 1;
    return count === 1 ? name : `${name}-${count}`;
  }
}

async function bytesIn(directory: string): Promise<number> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.spool'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
