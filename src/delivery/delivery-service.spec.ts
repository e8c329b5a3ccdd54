import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AWAY, group, ScriptedProtocol } from '../../test/delivery/scripted-protocol.js';
import { deliveryConfig } from './delivery.config.js';
import { DeliveryModule } from './delivery.module.js';
import { DeliveryService } from './delivery-service.js';

describe('DeliveryService', () => {
  it('is what DeliveryModule gives, and closing the application delivers what its sinks still hold', async () => {
    const app = (await Test.createTestingModule({ imports: [DeliveryModule] }).compile()).createNestApplication();
    const delivery = app.get(DeliveryService);
    const protocol = new ScriptedProtocol();
    const queue = delivery.openQueue({ sink: 'otlp', destination: 'http://there', protocol, unit: 'span' });
    queue.accounts.record(1);
    delivery.onFlush(() => queue.add({ bytes: Buffer.from('{"names":[1]}'), items: 1 }));
    await app.close();
    expect(delivery.accounts()).toEqual({ otlp: { recorded: 1, delivered: 1, pending: 0, dropped: {} } });
    expect(protocol.closed).toBe(1);
    expect([delivery.unitOf('otlp'), delivery.unitOf('unknown')]).toEqual(['span', 'item']);
  });

  it('wakes the process while there is something to send, and not after', async () => {
    jest.useFakeTimers();
    try {
      const delivery = new DeliveryService(deliveryConfig.from({}));
      const protocol = new ScriptedProtocol();
      const queue = delivery.openQueue({ sink: 'otlp', destination: 'http://there', protocol });
      await jest.advanceTimersByTimeAsync(1_000);
      expect(jest.getTimerCount()).toBe(0);
      for (const round of [1, 2]) {
        protocol.script.push(AWAY);
        queue.accounts.record(1);
        queue.add(group(round));
        expect(jest.getTimerCount()).toBe(1);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(queue.accounts.snapshot()).toEqual({ recorded: round, delivered: round, pending: 0, dropped: {} });
        expect(jest.getTimerCount()).toBe(0);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  it('sleeps when it has said what was lost, and not before', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    jest.useFakeTimers();
    try {
      const delivery = new DeliveryService(deliveryConfig.from({ TELEMETRY_QUEUE_BYTES: '10' }));
      const queue = delivery.openQueue({ sink: 'otlp', destination: 'http://there', protocol: new ScriptedProtocol() });
      queue.add(group(1));
      await jest.advanceTimersByTimeAsync(100);
      expect([warn.mock.calls.length, jest.getTimerCount()]).toEqual([1, 0]);
      queue.add(group(2));
      await jest.advanceTimersByTimeAsync(5_000);
      expect([warn.mock.calls.length, jest.getTimerCount()]).toEqual([1, 1]);
      await jest.advanceTimersByTimeAsync(10_000);
      expect([warn.mock.calls.length, jest.getTimerCount()]).toEqual([2, 0]);
      expect(warn).toHaveBeenLastCalledWith('otlp: http://there 1 item dropped as too_large');
    } finally {
      jest.useRealTimers();
      warn.mockRestore();
    }
  });

  it('keeps what destinations say of themselves, in order', () => {
    const delivery = new DeliveryService(deliveryConfig.from({}));
    const statuses = [
      { sink: 'xray', state: 'off', variable: 'AWS_XRAY_DAEMON_ADDRESS' },
      { sink: 'otlp', state: 'on', to: 'http://there' },
    ] as const;
    for (const status of statuses) delivery.announce(status);
    expect(delivery.statuses()).toEqual(statuses);
  });

  it('ends its last flush earlier when the whole process must', async () => {
    const delivery = new DeliveryService(deliveryConfig.from({ TELEMETRY_SHUTDOWN_MS: '600000' }));
    const protocol = new ScriptedProtocol();
    protocol.otherwise = 'hangs';
    const queue = delivery.openQueue({ sink: 'otlp', destination: 'http://there', protocol });
    queue.accounts.record(1);
    queue.add({ bytes: Buffer.from('{"names":[1]}'), items: 1 });
    delivery.mustEndBy(performance.now() + 50);
    await delivery.flush();
    expect(delivery.accounts().otlp).toMatchObject({ pending: 1 });
  });
});

describe('deliveryConfig', () => {
  it('has 48 MiB, no spool and 5 s by default', () => {
    expect(deliveryConfig.from({})).toMatchObject({ queueBytes: 50_331_648, spoolDir: undefined, shutdownMs: 5_000 });
  });

  it('names a variable that is wrong, and not its value', () => {
    expect(() => deliveryConfig.from({ TELEMETRY_QUEUE_BYTES: '48MiB' })).toThrow(
      'TELEMETRY_QUEUE_BYTES: expected a whole number of bytes, 1 or more',
    );
  });
});
