import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DeliveryService, type DeliveryProtocol, type DeliveryQueue } from '../delivery/index.js';
import { EncodeOnce } from './encode-once.js';
import type { SignalEncoding } from './encoding/otlp-encoding.js';

const LARGE = 1_000;

/** What reached one destination: its batches' groups, as text. */
class TextProtocol implements DeliveryProtocol {
  readonly framing = { prefix: '', separator: '|', suffix: '' };
  readonly gzip = false;
  readonly limits = {
    maxBatchBytes: 1e6,
    maxBatchGroups: 1e4,
    flushIntervalMs: 60_000,
    attemptTimeoutMs: 1_000,
    maxInFlight: 1 as const,
  };
  readonly groups: string[] = [];

  async send(batch: Parameters<DeliveryProtocol['send']>[0]): Promise<{ kind: 'delivered' }> {
    for (const { bytes } of await batch.groups()) this.groups.push(Buffer.from(bytes).toString());
    return { kind: 'delivered' };
  }
}

class TextEncoding implements SignalEncoding<number> {
  readonly contentType = 'text/plain';
  readonly framing = { prefix: '', separator: '|', suffix: '' };
  encodings = 0;

  encodeGroup(items: readonly number[]): Uint8Array {
    this.encodings += 1;
    if (items.includes(13)) throw new RangeError('13 cannot be said');
    return Buffer.from(items.map((item) => (item === LARGE ? 'x'.repeat(200_000) : String(item))).join(','));
  }
}

describe('encoding once for all destinations', () => {
  let delivery: DeliveryService;
  let protobuf: TextEncoding;
  let json: TextEncoding;
  let numbers: EncodeOnce<number>;

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    delivery = new DeliveryService({ queueBytes: 1e6, shutdownMs: 1_000, spoolDir: undefined, spoolBytes: 0 });
    protobuf = new TextEncoding();
    json = new TextEncoding();
    numbers = new EncodeOnce({ protobuf, json });
  });

  afterEach(async () => {
    numbers.stop();
    await delivery.flush();
  });

  function destination(sink: string, encoding: 'protobuf' | 'json' = 'protobuf') {
    const protocol = new TextProtocol();
    const queue: DeliveryQueue = delivery.openQueue({ sink, destination: sink, protocol });
    numbers.addQueue(encoding, queue);
    return { queue, groups: protocol.groups };
  }

  it('encodes a group once for two destinations of one encoding', async () => {
    const [first, second] = [destination('first'), destination('second')];
    for (let item = 20; item < 30; item += 1) numbers.accept(item);
    numbers.stop();
    await delivery.flush();
    expect(first.groups).toEqual(['20,21,22,23,24,25,26,27,28,29']);
    expect(second.groups).toEqual(first.groups);
    expect([protobuf.encodings, json.encodings]).toEqual([1, 0]);
  });

  it('encodes for each encoding that a destination wants', async () => {
    const [first, second] = [destination('first', 'protobuf'), destination('second', 'json')];
    numbers.accept(1);
    numbers.stop();
    await delivery.flush();
    expect([first.groups, second.groups]).toEqual([['1'], ['1']]);
    expect([protobuf.encodings, json.encodings]).toEqual([1, 1]);
  });

  it('encodes full groups of 64 in the next turn of the event loop, not in the one that brought them', async () => {
    destination('first');
    for (let item = 100; item < 100 + 130; item += 1) numbers.accept(item);
    expect(protobuf.encodings).toBe(0);
    await setImmediate();
    expect(protobuf.encodings).toBe(2);
  });

  it('takes many groups in several turns, so that none is long', async () => {
    destination('first');
    for (let item = 0; item < 64 * 20; item += 1) numbers.accept(100 + item);
    await setImmediate();
    expect(protobuf.encodings).toBe(8);
    await setImmediate();
    await setImmediate();
    expect(protobuf.encodings).toBe(20);
  });

  it('keeps no more than 4,096 items raw where the event loop does not turn', () => {
    destination('first');
    for (let item = 0; item < 4_095; item += 1) numbers.accept(100 + item);
    expect(protobuf.encodings).toBe(0);
    numbers.accept(1);
    expect(protobuf.encodings).toBe(64);
  });

  describe('by time', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('wakes nobody while nothing waits to be encoded', () => {
      numbers.start();
      numbers.accept(1); // there is no destination yet
      expect(jest.getTimerCount()).toBe(0);
      destination('first');
      jest.advanceTimersByTime(1_000);
      expect(jest.getTimerCount()).toBe(0);
      numbers.accept(1);
      numbers.accept(2);
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(50);
      expect(protobuf.encodings).toBe(1);
    });

    it('encodes what is less than a group after 50 ms', () => {
      destination('first');
      numbers.start();
      numbers.accept(1);
      jest.advanceTimersByTime(49);
      expect(protobuf.encodings).toBe(0);
      jest.advanceTimersByTime(1);
      expect(protobuf.encodings).toBe(1);
    });

    it('encodes what came before it was started', () => {
      destination('first');
      numbers.accept(1);
      jest.advanceTimersByTime(1_000);
      expect(protobuf.encodings).toBe(0);
      numbers.start();
      jest.advanceTimersByTime(50);
      expect(protobuf.encodings).toBe(1);
    });
  });

  it('gives a destination that is added later what is accepted from then on, and counts so', async () => {
    const first = destination('first');
    numbers.accept(1);
    const later = destination('later');
    numbers.accept(2);
    numbers.stop();
    await delivery.flush();
    expect(first.groups).toEqual(['1', '2']);
    expect(later.groups).toEqual(['2']);
    expect(later.queue.accounts.snapshot()).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} });
  });

  it('counts an item as pending as soon as it is accepted', () => {
    const { queue } = destination('first');
    numbers.accept(1);
    expect(queue.accounts.snapshot()).toMatchObject({ recorded: 1, pending: 1 });
  });

  it('loses only the item that cannot be encoded, and counts it with every destination', async () => {
    const [first, second] = [destination('first'), destination('second')];
    for (const item of [12, 13, 14]) numbers.accept(item);
    numbers.stop();
    await delivery.flush();
    expect(first.groups).toEqual(['12', '14']);
    for (const { queue } of [first, second])
      expect(queue.accounts.snapshot()).toEqual({
        recorded: 3,
        delivered: 2,
        pending: 0,
        dropped: { encode_error: 1 },
      });
  });

  it('makes smaller groups of what is large, so that an endpoint with a small limit takes them', async () => {
    const { groups } = destination('first');
    for (const item of [20, LARGE, LARGE, 21]) numbers.accept(item);
    numbers.stop();
    await delivery.flush();
    expect(groups.map((group) => group.length)).toEqual([200_003, 200_003]);
  });

  it('keeps nothing where there is no destination', async () => {
    numbers.accept(1);
    const { groups } = destination('first');
    numbers.stop();
    await delivery.flush();
    expect(groups).toEqual([]);
  });
});
