import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import * as fc from 'fast-check';
import { MESSAGE } from 'triple-beam';
import Transport from 'winston-transport';
import { LineRecorder } from '../../test/support/line-recorder.js';
import { createLogger } from './create-logger.js';
import type { LogLevel } from './log-levels.js';
import type { LogLine } from './log-line.js';
import { StdoutTransport } from './stdout.transport.js';

const ids = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};

function jsonLogger(level: LogLevel = 'info') {
  const output = new LineRecorder();
  const logger = createLogger({ level, transports: [new StdoutTransport(output, (line) => line[MESSAGE])] });
  return { logger, output };
}

describe('the application logger', () => {
  beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => context.disable());

  it('prints one JSON line: timestamp, level, message, then the fields', () => {
    const { logger, output } = jsonLogger();
    logger.info('three activities', { count: 3, feed: { name: 'home' } });
    const [line] = output.lines();
    expect(Object.keys(output.last())).toEqual(['timestamp', 'level', 'message', 'count', 'feed']);
    expect(output.last()).toMatchObject({
      level: 'info',
      message: 'three activities',
      count: 3,
      feed: { name: 'home' },
    });
    expect(new Date(String(output.last()['timestamp'])).toISOString()).toBe(output.last()['timestamp']);
    expect(line).toMatch(/^\{"timestamp":"\d{4}-/);
  });

  it('names the active span on a line, and none outside of one', () => {
    const { logger, output } = jsonLogger();
    logger.info('outside');
    context.with(trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(ids)), () => logger.info('inside'));
    const [outside, inside] = output.json();
    expect(Object.keys(outside ?? {})).toEqual(['timestamp', 'level', 'message']);
    expect(inside).toMatchObject({ trace_id: ids.traceId, span_id: ids.spanId, trace_flags: '01' });
  });

  it.each([
    ['fatal', ['fatal']],
    ['warn', ['fatal', 'error', 'warn']],
    ['info', ['fatal', 'error', 'warn', 'info']],
    ['silly', ['fatal', 'error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly']],
  ] as const)('at level %s lets through %j', (level, expected) => {
    const { logger, output } = jsonLogger(level);
    for (const name of ['fatal', 'error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'])
      logger.log(name, 'a line');
    expect(output.json().map((line) => line['level'])).toEqual(expected);
  });

  it('takes winston’s other forms: an object, an error, a child’s own fields', () => {
    const { logger, output } = jsonLogger();
    logger.log({ level: 'warn', message: 'an object', size: 1 });
    logger.log('error', 'failed', new TypeError('no such thing'));
    logger.child({ context: 'Feed', tenant: 'a' }).info('from a child', { size: 2 });
    const [object, error, child] = output.json();
    expect(object).toEqual({ timestamp: expect.any(String), level: 'warn', message: 'an object', size: 1 });
    expect(error).toMatchObject({ message: 'failed', error: { name: 'TypeError', message: 'no such thing' } });
    expect(error?.['stack']).toMatch(/^TypeError: no such thing\n\s+at /);
    expect(child).toMatchObject({ message: 'from a child', context: 'Feed', tenant: 'a', size: 2 });
  });

  it('tells an error’s causes in its stack, also where they go in circles', () => {
    const { logger, output } = jsonLogger();
    const inner: Error = new RangeError('inner');
    const outer = Object.assign(new Error('outer', { cause: inner }), { code: 'E_OUTER' });
    inner.cause = outer;
    logger.error(outer);
    expect(output.last()).toMatchObject({ message: 'outer', error: { name: 'Error', code: 'E_OUTER' } });
    expect(output.last()['stack']).toMatch(/^Error: outer\n[^]+\nCaused by: RangeError: inner\n/);
    expect(String(output.last()['stack']).match(/Caused by/g)).toHaveLength(1);
  });

  it('gives an error of several failed connections a message', () => {
    const { logger, output } = jsonLogger();
    logger.error(
      Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:80')]), { code: 'ECONNREFUSED' }),
    );
    expect(output.last()['message']).toBe('AggregateError ECONNREFUSED');
    expect(output.last()['stack']).toContain('connect ECONNREFUSED ::1:80');
  });

  it('lets no field pass for the line’s own', () => {
    const { logger, output } = jsonLogger();
    const forged = JSON.parse(
      '{"level":"fatal","message":"forged","trace_id":"forged","timestamp":"forged","__proto__":{"context":"forged"}}',
    );
    context.with(trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(ids)), () => logger.info('genuine', forged));
    expect(output.last()).toMatchObject({
      level: 'info',
      message: 'genuine',
      trace_id: ids.traceId,
      _trace_id: 'forged',
      _message: 'forged',
      _level: 'forged'.replace('forged', 'fatal'),
    });
    expect(output.last()).not.toHaveProperty('context');
    expect(Number.isNaN(Date.parse(String(output.last()['timestamp'])))).toBe(false);
  });

  it('keeps secrets out of message, fields, errors and context', () => {
    const { logger, output } = jsonLogger();
    const secret = 'AKIAIOSFODNN7EXAMPLE';
    logger.info(`key ${secret}`, { password: 'hunter2', note: secret, context: secret });
    logger.error('failed', Object.assign(new Error(secret), { apiKey: 'hunter2' }));
    expect(output.lines()).toHaveLength(2);
    expect(output.lines().join('')).not.toMatch(new RegExp(`${secret}|hunter2`));
  });

  it('stays on one line whatever is in the text', () => {
    const { logger, output } = jsonLogger();
    logger.info('a\r\n{"level":"fatal"}\u2028\u0085\u009b31m\u007f', { field: '\n\u2029' });
    expect(output.lines()).toHaveLength(1);
    expect(output.lines()[0]).toMatch(/^[\u0020-\u007e]+$/);
    expect(output.last()['message']).toBe('a\r\n{"level":"fatal"}\u2028\u0085\u009b31m\u007f');
  });

  it('clips a message of megabytes', () => {
    const { logger, output } = jsonLogger();
    logger.info('x'.repeat(10_000_000), { field: 'y'.repeat(10_000_000) });
    expect(output.lines()[0]?.length).toBeLessThan(200_000);
    expect(output.last()['message']).toMatch(/…\[clipped \d+\]$/);
  });

  it('never throws and prints one readable line, whatever is logged', () => {
    const anything = fc
      .anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true })
      .map((value) => () => value);
    // Made within the property: the property tester itself would stumble over them.
    const makeValue = fc.oneof(anything, fc.constantFrom(...hostileValues));
    fc.assert(
      fc.property(makeValue, fc.array(makeValue, { maxLength: 3 }), (makeMessage, makeDetails) => {
        const { logger, output } = jsonLogger();
        const message = makeMessage();
        const details = makeDetails.map((make) => make());
        Reflect.apply(logger.log, logger, ['error', message, ...details]);
        Reflect.apply(logger.info, logger, [message, ...details]);
        Reflect.apply(logger.log, logger, [Object(message)]);
        Reflect.apply(logger.child(Object(details[0])).info, logger, [message]);
        expect(output.json()).toHaveLength(4);
        for (const line of output.json()) expect(typeof line['message']).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives every transport the same line, though one throws and one never calls back', () => {
    const seen: LogLine[] = [];
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const { logger } = jsonLogger();
    logger.add(transport((line) => void seen.push(line)));
    logger.add(transport(() => { throw new Error('broken'); })); // prettier-ignore
    logger.add(transport((line, next) => (seen.push(line), next())));
    for (let number = 0; number < 100; number += 1) logger.info(`line ${number}`);
    expect(seen).toHaveLength(200);
    expect(seen[198]).toBe(seen[199]);
    expect(JSON.parse(seen[199]?.[MESSAGE] ?? '')).toMatchObject({ message: 'line 99' });
    expect(emitWarning).toHaveBeenCalledTimes(1);
    emitWarning.mockRestore();
  });

  it('lets a transport have a level and a format of its own, and leave', () => {
    const seen: LogLine[] = [];
    const { logger } = jsonLogger('warn');
    const detailed = new Transport({
      level: 'debug',
      format: { transform: (info) => ({ ...info, message: `<${String(info.message)}>` }) },
      log: (line, next) => (seen.push(line), next()),
    });
    logger.add(detailed);
    logger.debug('detail');
    logger.silly('more detail');
    logger.remove(detailed);
    logger.error('after');
    expect(seen.map((line) => line.message)).toEqual(['<detail>']);
  });
});

function transport(log: (line: LogLine, next: () => void) => void): Transport {
  return new Transport({ log });
}

function fail(): never {
  throw new Error('hostile');
}

const hostileValues: readonly (() => unknown)[] = [
  () => ({ get trap() { return fail(); } }),
  () => new Proxy({}, { ownKeys: fail, get: fail, has: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail }),
  () => new Proxy(new Error('x'), { get: fail, ownKeys: fail }),
  () => Object.freeze({ message: 'frozen' }),
  () => Object.freeze(new Error('frozen')),
  () => Object.defineProperty(new Error('x'), 'stack', { get: fail }),
  () => Object.defineProperty(new Error('x'), 'message', { get: fail }),
  () => ({ toJSON: fail, toString: fail }),
  () => ({ level: Symbol('level'), message: Symbol('message') }),
  () => ({ level: 'warn', get message() { return fail(); } }),
  () => Symbol('symbol'),
  () => fail,
  () => '\ud800',
  () => {
    const value: Record<string, unknown> = { name: 'cycle' };
    value['self'] = value;
    return value;
  },
]; // prettier-ignore
