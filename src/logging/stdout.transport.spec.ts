import { PassThrough } from 'node:stream';
import { LEVEL, MESSAGE } from 'triple-beam';
import type { LogLine } from './log-line.js';
import { StdoutTransport } from './stdout.transport.js';

const line: LogLine = { timestamp: '', level: 'info', message: 'm', [LEVEL]: 'info', [MESSAGE]: '{}' };

describe('printing to stdout', () => {
  it('calls back at once and survives a stream that throws', () => {
    const stream = new PassThrough();
    stream.write = () => {
      throw Object.assign(new Error('write EAGAIN'), { code: 'EAGAIN' });
    };
    const next = jest.fn();
    new StdoutTransport(stream, String).log(line, next);
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('survives a reader that goes away', () => {
    const stream = new PassThrough();
    const transport = new StdoutTransport(stream, (printed) => printed[MESSAGE]);
    expect(() => stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
    transport.log(line, () => {});
    expect(String(stream.read())).toBe('{}\n');
  });

  it('adds one listener to a stream, however many applications print to it', () => {
    const stream = new PassThrough();
    for (let number = 0; number < 20; number += 1) new StdoutTransport(stream, String).log(line, () => {});
    expect(stream.listenerCount('error')).toBe(1);
  });
});
