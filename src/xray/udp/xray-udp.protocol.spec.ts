import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.js';
import { refusingPort } from '../../../test/support/flaky-http-server.js';
import { XRayDaemon } from '../../../test/support/xray-daemon.js';
import type { DeliveryBatch } from '../../delivery/index.js';
import { DaemonResolver } from './daemon-resolver.js';
import { XRayUdpProtocol } from './xray-udp.protocol.js';

const never = new AbortController().signal;

function batchOf(...groups: { bytes: Uint8Array; items: number }[]): DeliveryBatch {
  const items = groups.reduce((sum, group) => sum + group.items, 0);
  const body = () => Promise.resolve(Buffer.concat(groups.map((group) => group.bytes)));
  return { items, groupCount: groups.length, body, groups: () => Promise.resolve(groups) };
}
const datagram = (bytes: number) => ({ bytes: Buffer.alloc(bytes, 'x'), items: 1 });

const to = (port: number, resolver?: DaemonResolver, host = '127.0.0.1') => {
  const protocol = new XRayUdpProtocol({ host, port }, resolver);
  protocol.hurry();
  return protocol;
};

describe('segments over UDP', () => {
  let daemon: XRayDaemon;
  beforeEach(async () => {
    daemon = await XRayDaemon.start();
  });
  afterEach(() => daemon.close());

  it('sends each group as a datagram', async () => {
    const outcome = await to(daemon.port).send(batchOf(datagram(10), datagram(64_512), datagram(20)), never);
    expect(outcome).toEqual({ kind: 'delivered' });
    await eventually(() => expect(daemon.datagrams.map((bytes) => bytes.length)).toEqual([10, 64_512, 20]));
  });

  it('calls nothing delivered before the window for refusals is over', async () => {
    const protocol = new XRayUdpProtocol({ host: '127.0.0.1', port: daemon.port });
    const startedAt = performance.now();
    await protocol.send(batchOf(datagram(10)), never);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('loses none of 2,000 datagrams of one batch', async () => {
    const many = Array.from({ length: 2_000 }, () => datagram(1_200));
    expect(await to(daemon.port).send(batchOf(...many), never)).toEqual({ kind: 'delivered' });
    await eventually(() => expect(daemon.datagrams).toHaveLength(2_000));
  });

  it('sends one batch after the other, however many are under way', async () => {
    const protocol = to(daemon.port);
    const batches = Array.from({ length: 8 }, (_, at) =>
      batchOf(...Array.from({ length: 40 }, () => datagram(at + 1))),
    );
    const outcomes = await Promise.all(batches.map((batch) => protocol.send(batch, never)));
    expect(outcomes).toEqual(batches.map(() => ({ kind: 'delivered' })));
    await eventually(() => expect(daemon.datagrams).toHaveLength(320));
    const lengths = daemon.datagrams.map((bytes) => bytes.length);
    expect(lengths.filter((length, at) => length !== lengths[at - 1])).toHaveLength(8);
  });

  it('sees that nobody listens, and asks for the same again', async () => {
    const port = await refusingPort();
    const outcome = await to(port).send(batchOf(datagram(10), datagram(20)), never);
    expect(outcome).toEqual({ kind: 'retry', because: `nothing listens on 127.0.0.1:${port}/udp (ECONNREFUSED)` });
  });

  it('sends again on the same protocol once the daemon is back on its port', async () => {
    const protocol = to(daemon.port);
    await daemon.close();
    expect(await protocol.send(batchOf(datagram(10)), never)).toMatchObject({ kind: 'retry' });
    await daemon.open();
    expect(await protocol.send(batchOf(datagram(10)), never)).toEqual({ kind: 'delivered' });
    await eventually(() => expect(daemon.datagrams).toHaveLength(1));
  });

  it("goes on to a name's next address where the first one refuses, and begins there the next time", async () => {
    const asked = [
      { address: '127.0.0.2', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const resolver = new DaemonResolver('xray-daemon', () => Promise.resolve(asked));
    const outcome = await to(daemon.port, resolver, 'xray-daemon').send(batchOf(datagram(10)), never);
    expect(outcome).toEqual({ kind: 'delivered' });
    expect((await resolver.addresses())[0]).toEqual(asked[1]);
  });

  it('follows a name that does not resolve yet and then moves', async () => {
    const address = { address: '127.0.0.1', family: 4 };
    const answers = [Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })), Promise.resolve([address])];
    const resolver = new DaemonResolver('xray-daemon', () => answers.shift()!);
    const protocol = to(daemon.port, resolver, 'xray-daemon');
    expect(await protocol.send(batchOf(datagram(10)), never)).toEqual({
      kind: 'retry',
      because: 'xray-daemon does not resolve (ENOTFOUND)',
    });
    expect(await protocol.send(batchOf(datagram(10)), never)).toEqual({ kind: 'delivered' });
  });

  it('counts a datagram that the network refuses for its size, and delivers the others', async () => {
    const outcome = await to(daemon.port).send(batchOf(datagram(10), { ...datagram(65_600), items: 7 }), never);
    expect(outcome).toEqual({ kind: 'delivered', rejected: { reason: 'too_large', items: 7 } });
    await eventually(() => expect(daemon.datagrams).toHaveLength(1));
  });

  it('stops at once when it is told to', async () => {
    const controller = new AbortController();
    const sending = new XRayUdpProtocol({ host: '127.0.0.1', port: daemon.port }).send(
      batchOf(datagram(10)),
      controller.signal,
    );
    await eventually(() => expect(daemon.datagrams).toHaveLength(1));
    let outcome: unknown;
    void sending.then((value) => (outcome = value));
    controller.abort(new Error('stopped'));
    // Turns of the event loop, not time: no timer ends a wait of a second in so few.
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
    expect(outcome).toEqual({ kind: 'retry', because: 'stopped' });
  });
});
