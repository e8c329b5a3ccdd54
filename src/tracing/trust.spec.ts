import { tracingConfig } from './tracing.config.js';
import { Trust } from './trust.js';

const trustOf = (ranges: string) => new Trust(tracingConfig.from({ TELEMETRY_TRUST: ranges }).trusted);

describe('Trust', () => {
  it('believes nobody by default', () => {
    const trust = new Trust(tracingConfig.from({}).trusted);
    expect(trust.includes('127.0.0.1')).toBe(false);
    expect(trust.clientAddress('127.0.0.1', '203.0.113.9')).toBe('127.0.0.1');
  });

  it.each([
    ['10.0.0.0/8', '10.255.1.2', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['::1, fd00::/8', 'fd12::1', true],
    ['::1', '127.0.0.1', false],
  ])('%s holds %s: %s', (ranges, address, held) => {
    expect(trustOf(ranges).includes(address)).toBe(held);
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9, 10.0.0.3', '203.0.113.9'],
    ['10.0.0.4, 10.0.0.3', '10.0.0.4'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
    ['unknown, 10.0.0.3', '10.0.0.3'],
    ['', '10.0.0.1'],
  ])('X-Forwarded-For "%s" from a trusted peer means %s', (forwardedFor, client) => {
    expect(trustOf('10.0.0.0/8').clientAddress('10.0.0.1', forwardedFor)).toBe(client);
  });

  it.each(['banana', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '300.1.1.1'])('refuses %s at boot', (ranges) => {
    expect(() => trustOf(ranges)).toThrow(/^TELEMETRY_TRUST: expected a comma-separated list of addresses/);
  });
});
