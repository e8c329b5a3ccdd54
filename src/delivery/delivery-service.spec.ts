import { Test } from '@nestjs/testing';
import { ScriptedProtocol } from '../../test/delivery/scripted-protocol.js';
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
