import type { DeliveryBatch, DeliveryProtocol } from './delivery-protocol.js';
import { attempt } from './attempt.js';

const batch = { items: 1, groupCount: 1 } as DeliveryBatch;

function hanging() {
  let sent = 0;
  const send = () => {
    sent += 1;
    return new Promise<never>(() => undefined);
  };
  return { protocol: { send } as unknown as DeliveryProtocol, sends: () => sent };
}

describe('an attempt', () => {
  it('sends nothing where the stop came before it, and waits for nothing', async () => {
    const { protocol, sends } = hanging();
    const since = performance.now();
    const outcome = await attempt(protocol, batch, 3_000, AbortSignal.abort());
    expect(outcome).toEqual({ kind: 'retry', because: 'stopped' });
    expect([sends(), performance.now() - since < 1_000]).toEqual([0, true]);
  });

  it('is given up when the stop comes while it lasts', async () => {
    const { protocol, sends } = hanging();
    const stop = new AbortController();
    const outcome = attempt(protocol, batch, 3_000, stop.signal);
    stop.abort();
    expect(await outcome).toEqual({ kind: 'retry', because: 'stopped' });
    expect(sends()).toBe(1);
  });
});
