import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DeliveryService } from '../../src/delivery/index.js';
import { readEarlier } from '../../src/delivery/spool/read-earlier.js';
import { eventually } from '../support/eventually.js';
import { AWAY, DELIVERED, group, ScriptedProtocol } from './scripted-protocol.js';

const CONFIG = { queueBytes: 1_000_000, shutdownMs: 400, spoolBytes: 10_000_000 };

function away(): ScriptedProtocol {
  const protocol = new ScriptedProtocol({ limits: { flushIntervalMs: 10 } });
  protocol.otherwise = AWAY;
  return protocol;
}

function lockOf(holder: object): string {
  return JSON.stringify({ token: 'other', pid: process.pid, host: hostname(), startedAt: 1, ...holder });
}

describe('the spool', () => {
  let directory: string;
  const copies: string[] = [];
  const lines: string[] = [];
  const keep = (line: string) => lines.push(line);
  const running: DeliveryService[] = [];

  beforeAll(() => {
    Logger.overrideLogger({ log: keep, warn: keep, error: keep });
  });
  beforeEach(() => {
    lines.length = 0;
    directory = mkdtempSync(join(tmpdir(), 'spool-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((delivery) => delivery.flush(0)));
    for (const path of [directory, ...copies.splice(0)]) rmSync(path, { recursive: true, force: true });
  });

  function open(
    protocol: ScriptedProtocol,
    config: Partial<typeof CONFIG> & { spoolDir?: string } = {},
    named: { destination?: string; spooledAs?: string } = {},
  ) {
    const delivery = new DeliveryService({ ...CONFIG, spoolDir: directory, ...config });
    running.push(delivery);
    const queue = delivery.openQueue({ sink: 'otlp', destination: 'http://there', protocol, unit: 'span', ...named });
    const emit = (...names: number[]) => {
      for (const name of names) {
        queue.accounts.record(1);
        queue.add(group(name));
      }
    };
    const accounts = () => queue.accounts.snapshot();
    const check = () => expect(accounts().pending).toBe(queue.countItems());
    return { delivery, queue, emit, accounts, check };
  }

  function files(): string[] {
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.spool')).map((name) => join(directory, name));
  }

  async function itemsOnDisk(): Promise<number> {
    const left = await Promise.all([...new Set(files().map(dirname))].map(readEarlier));
    return left.flatMap((earlier) => earlier.left).reduce((sum, { items }) => sum + items, 0);
  }

  /** What a process that ends now by kill -9 leaves behind, its lock included, as a later process finds it. */
  function killed(): string {
    const copy = mkdtempSync(join(tmpdir(), 'spool-'));
    copies.push(copy);
    cpSync(directory, copy, { recursive: true });
    writeFileSync(join(copy, 'lock'), lockOf({ startedAt: 1 }));
    return copy;
  }

  it('writes nothing while the destination is well', async () => {
    const test = open(new ScriptedProtocol({ limits: { flushIntervalMs: 10 } }));
    test.emit(1, 2, 3);
    await eventually(() => expect(test.accounts().delivered).toBe(3));
    expect(files()).toEqual([]);
  });

  it('has on disk what waits for a destination in trouble, and what came since', async () => {
    const test = open(away());
    test.emit(1, 2, 3);
    await eventually(async () => expect(await itemsOnDisk()).toBe(3));
    test.emit(4, 5);
    await eventually(async () => expect(await itemsOnDisk()).toBe(5));
    const protocol = new ScriptedProtocol();
    const restarted = open(protocol, { spoolDir: killed() });
    await eventually(() =>
      expect(restarted.accounts()).toEqual({ recorded: 5, delivered: 5, pending: 0, dropped: {} }),
    );
    expect(protocol.attempts).toEqual([[1, 2, 3, 4, 5]]);
    restarted.check();
    test.check();
  });

  it('takes an attempt that lasts for trouble, before it has failed', async () => {
    const protocol = away();
    protocol.otherwise = 'hangs';
    const test = open(protocol);
    test.emit(1, 2);
    await eventually(async () => expect(await itemsOnDisk()).toBe(2));
    expect(protocol.attempts).toHaveLength(1);
  });

  it('sends what an earlier run left where the destination has another name in each run, and keeps its spool apart otherwise', async () => {
    const test = open(away(), {}, { destination: 'stream of the first run', spooledAs: 'streams' });
    test.emit(1, 2, 3);
    await test.delivery.flush();
    const stranger = open(new ScriptedProtocol(), { spoolDir: killed() }, { destination: 'stream of the first run' });
    const later = open(new ScriptedProtocol(), {}, { destination: 'stream of the next run', spooledAs: 'streams' });
    await eventually(() => expect(later.accounts()).toMatchObject({ recorded: 3, delivered: 3 }));
    expect(stranger.accounts()).toMatchObject({ recorded: 0 });
  });

  it('keeps at a clean shutdown what could not be sent, still pending, and a later run sends and removes it', async () => {
    const protocol = away();
    protocol.otherwise = 'hangs';
    const test = open(protocol);
    test.emit(1, 2, 3);
    await test.delivery.flush();
    expect(test.accounts()).toEqual({ recorded: 3, delivered: 0, pending: 3, dropped: {} });
    expect(await itemsOnDisk()).toBe(3);
    const later = open(new ScriptedProtocol());
    await eventually(() => expect(later.accounts()).toMatchObject({ recorded: 3, delivered: 3 }));
    await eventually(() => expect(files()).toEqual([]));
    await later.delivery.flush();
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^otlp-/)]);
  });

  it('does not send again what was delivered before the restart', async () => {
    const protocol = new ScriptedProtocol({ limits: { flushIntervalMs: 10, maxBatchGroups: 2 } });
    protocol.otherwise = AWAY;
    const test = open(protocol);
    test.emit(1, 2, 3, 4, 5, 6);
    await eventually(async () => expect(await itemsOnDisk()).toBe(6));
    protocol.script = [DELIVERED, { kind: 'split', because: 'HTTP 413' }, DELIVERED];
    await eventually(() => expect(test.accounts().delivered).toBe(3));
    await eventually(async () => expect(await itemsOnDisk()).toBe(3));
    const restartedProtocol = new ScriptedProtocol();
    const restarted = open(restartedProtocol, { spoolDir: killed() });
    await eventually(() => expect(restarted.accounts()).toMatchObject({ recorded: 3, delivered: 3 }));
    expect(restartedProtocol.acknowledged).toEqual([4, 5, 6]);
  });

  it('leaves out a torn last record, and counts it', async () => {
    const test = open(away());
    test.emit(1, 2, 3);
    await eventually(async () => expect(await itemsOnDisk()).toBe(3));
    test.emit(4, 5);
    await eventually(async () => expect(await itemsOnDisk()).toBe(5));
    const [file] = files();
    truncateSync(file!, readFileSync(file!).byteLength - 3);
    const restarted = open(new ScriptedProtocol(), { spoolDir: killed() });
    const expected = { recorded: 5, delivered: 3, pending: 0, dropped: { spool_torn: 2 } };
    await eventually(() => expect(restarted.accounts()).toEqual(expected));
    expect(lines.join('\n')).toContain('1 torn record of otlp');
  });

  it('leaves out a record of which not even the header is whole, and says so', async () => {
    const test = open(away());
    test.emit(1, 2, 3);
    await eventually(async () => expect(await itemsOnDisk()).toBe(3));
    appendFileSync(files()[0]!, 'TSP1 and then the power went');
    const restarted = open(new ScriptedProtocol(), { spoolDir: killed() });
    await eventually(() => expect(restarted.accounts()).toMatchObject({ recorded: 3, delivered: 3 }));
    expect(lines.join('\n')).toContain('1 torn record of otlp');
  });

  it('holds more than memory does: what is on disk is read again when its turn comes', async () => {
    const protocol = new ScriptedProtocol({ gzip: true, limits: { flushIntervalMs: 10, maxBatchGroups: 5 } });
    protocol.otherwise = AWAY;
    const test = open(protocol, { queueBytes: 40_000 });
    const names = Array.from({ length: 200 }, (_, name) => name);
    for (const name of names) {
      test.queue.accounts.record(1);
      test.queue.add({ ...group(name, 1), bytes: Buffer.from(JSON.stringify({ names: [name], noise: noise(900) })) });
      if (name % 10 === 9) await eventually(async () => expect(await itemsOnDisk()).toBe(name + 1));
      test.check();
    }
    expect(test.accounts()).toEqual({ recorded: 200, delivered: 0, pending: 200, dropped: {} });
    protocol.otherwise = DELIVERED;
    await eventually(() => expect(test.accounts()).toMatchObject({ delivered: 200, pending: 0 }));
    expect(protocol.acknowledged).toEqual(names);
    await eventually(() => expect(files()).toEqual([]));
  });

  it('keeps to its bound on disk, goes on in memory, and says so', async () => {
    const test = open(away(), { spoolBytes: 600 });
    for (let name = 0; name < 20; name += 1) {
      test.emit(name);
      test.check();
      await eventually(async () => {
        if (!lines.join().includes('is full')) expect(await itemsOnDisk()).toBe(name + 1);
      });
    }
    const size = files().reduce((sum, file) => sum + readFileSync(file).byteLength, 0);
    expect(size).toBeLessThanOrEqual(600);
    expect(test.accounts()).toEqual({ recorded: 20, delivered: 0, pending: 20, dropped: {} });
    expect(lines.filter((line) => line.includes('is full'))).toHaveLength(1);
  });

  it.each([
    ['below a file', () => join(directory, 'a-file', 'spool')],
    ['below a folder that takes none', () => '/proc/nope'],
  ])('goes on in memory when the folder is %s, and says so once', async (_, spoolDir) => {
    writeFileSync(join(directory, 'a-file'), '');
    const protocol = away();
    const test = open(protocol, { spoolDir: spoolDir() });
    test.emit(1, 2);
    await eventually(() => expect(protocol.attempts.length).toBeGreaterThan(2));
    protocol.otherwise = DELIVERED;
    await eventually(() => expect(test.accounts()).toEqual({ recorded: 2, delivered: 2, pending: 0, dropped: {} }));
    expect(lines.filter((line) => line.includes('cannot be used'))).toHaveLength(1);
    expect(lines.join()).toContain('kept in memory only');
  });

  it('goes on in memory when the folder breaks while it is in use', async () => {
    const test = open(away());
    await eventually(() => expect(readdirSync(directory)).toHaveLength(2));
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'not a folder any more');
    test.emit(1, 2);
    await eventually(() => expect(lines.join()).toContain('cannot be used'));
    test.check();
    await test.delivery.flush();
    expect(test.accounts()).toEqual({ recorded: 2, delivered: 0, pending: 2, dropped: {} });
  });

  it('leaves a folder in use alone and goes on in memory, until the other has ended', async () => {
    const first = open(away());
    first.emit(1, 2);
    await eventually(async () => expect(await itemsOnDisk()).toBe(2));
    const second = open(new ScriptedProtocol({ limits: { flushIntervalMs: 10 } }));
    await eventually(() => expect(lines.join()).toContain('is in use by another process'));
    second.emit(3);
    await eventually(() => expect(second.accounts()).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} }));
    await first.delivery.flush(100);
    await eventually(() => expect(second.accounts()).toMatchObject({ recorded: 3, delivered: 3 }));
  });

  const HOLDERS: readonly (readonly ['takes' | 'leaves', string, object])[] = [
    ['takes', 'a process that is gone', { pid: 2 ** 22 + 1 }],
    ['takes', 'an earlier process of the same id, as containers have it', { startedAt: 1 }],
    ['leaves', 'this very process', { startedAt: performance.timeOrigin }],
    ['leaves', 'another process that lives', { pid: process.ppid }],
    ['leaves', 'a process on another machine', { host: 'elsewhere' }],
  ];

  it.each(HOLDERS)('%s a folder whose lock is of %s', async (expected, _, holder) => {
    writeFileSync(join(directory, 'lock'), lockOf(holder));
    open(new ScriptedProtocol());
    await eventually(() => {
      const leaves = lines.join().includes('is in use');
      const takes = !readFileSync(join(directory, 'lock'), 'utf8').includes('"other"');
      expect({ leaves, takes }).toEqual({ leaves: expected === 'leaves', takes: expected === 'takes' });
    });
  });

  it('takes a folder whose lock nobody touched for a while', async () => {
    writeFileSync(join(directory, 'lock'), lockOf({ host: 'elsewhere' }));
    utimesSync(join(directory, 'lock'), new Date(), new Date(Date.now() - 60_000));
    open(new ScriptedProtocol());
    await eventually(() => expect(readFileSync(join(directory, 'lock'), 'utf8')).not.toContain('"other"'));
  });
});

function noise(characters: number): string {
  return randomBytes(characters / 2).toString('hex');
}
