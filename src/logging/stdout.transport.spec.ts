import { PassThrough } from 'node:stream';
import { LEVEL, MESSAGE } from 'triple-beam';
import type { LogLine } from './log-line.js';
import { StdoutTransport } from './stdout.transport.js';

const line: LogLine = { timestamp: '', level: 'info', message: 'm', [LEVEL]: 'info', [MESSAGE]: '{}' };

function joining() {
  const stream = new PassThrough();
  const write = jest.spyOn(stream, 'write');
  return { transport: new StdoutTransport(stream, ({ message }) => message, { joinLines: true }), stream, write };
}
const say = (transport: StdoutTransport, message: string) => transport.log({ ...line, message }, () => {});

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

  describe('joining lines', () => {
    it('prints the lines of one turn of the event loop in order, with one write', async () => {
      const { transport, stream, write } = joining();
      say(transport, 'one');
      say(transport, 'two');
      await new Promise(setImmediate);
      say(transport, 'three');
      await new Promise(setImmediate);
      expect(String(stream.read())).toBe('one\ntwo\nthree\n');
      expect(write).toHaveBeenCalledTimes(2);
      transport.close();
    });

    it('does not hold what one turn logs without an end', () => {
      const { transport, write } = joining();
      for (let number = 0; number < 10; number += 1) say(transport, 'x'.repeat(16_000));
      expect(write).toHaveBeenCalledTimes(2);
      transport.close();
    });

    it('prints what it holds as the process exits, and once closed each line at once', () => {
      const { transport, stream } = joining();
      const before = process.listeners('exit');
      say(transport, 'last of a turn');
      before.at(-1)?.call(process, 0);
      expect(String(stream.read())).toBe('last of a turn\n');

      say(transport, 'held');
      transport.close();
      say(transport, 'at once');
      expect(String(stream.read())).toBe('held\nat once\n');
      expect(process.listeners('exit')).toHaveLength(before.length - 1);
    });
  });
});
