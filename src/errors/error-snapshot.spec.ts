import fc from 'fast-check';
import { cyclicError, thrownValue, trappedError } from '../../test/support/hostile-values.js';
import { errorSnapshot } from './error-snapshot.js';

describe('errorSnapshot', () => {
  it('keeps name, message, frames and the chain of causes', () => {
    const snapshot = errorSnapshot(new TypeError('outer', { cause: new RangeError('inner') }));

    expect(snapshot).toMatchObject({
      name: 'TypeError',
      message: 'outer',
      stack: expect.stringMatching(/^TypeError: outer\n\s+at .+error-snapshot\.spec/),
      cause: { name: 'RangeError', message: 'inner' },
    });
  });

  it.each([
    [null, { name: 'null', message: 'null' }],
    [undefined, { name: 'undefined', message: 'undefined' }],
    ['a text', { name: 'string', message: 'a text' }],
    [42n, { name: 'bigint', message: '42' }],
    [
      { code: 7, password: 'hunter2' },
      { name: 'Object', message: '{"code":7,"password":"[redacted]"}' },
    ],
  ])('describes %p, which is no error', (thrown, described) => {
    expect(errorSnapshot(thrown)).toEqual(described);
  });

  it('takes the first of several errors for the cause', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:1');
    expect(errorSnapshot(new AggregateError([refused, new Error('second')])).cause).toMatchObject({
      message: refused.message,
    });
  });

  it('ends a cycle of causes', () => {
    expect(errorSnapshot(cyclicError())).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
    expect(errorSnapshot(cyclicError()).cause).not.toHaveProperty('cause');
  });

  it('goes five causes deep', () => {
    let error = new Error('0');
    for (let depth = 1; depth <= 10; depth += 1) error = new Error(String(depth), { cause: error });
    expect(errorSnapshot(error)).toHaveProperty('cause.cause.cause.cause.message', '6');
    expect(errorSnapshot(error)).not.toHaveProperty('cause.cause.cause.cause.cause');
  });

  it('reads what can be read of an error whose getters throw', () => {
    expect(errorSnapshot(trappedError(['stack', 'cause']))).toEqual({ name: 'Error', message: 'trapped' });
  });

  it('redacts message and stack, and keeps the frames behind a message of a megabyte', () => {
    const { message, stack } = errorSnapshot(new Error(`password=hunter2 ${'x'.repeat(1_000_000)}`));

    expect(message).toMatch(/^password=\[redacted\] x{1000,}…\[clipped\]$/);
    expect(stack).toMatch(/^Error: password=\[redacted\] x{1000,}…\[clipped\]\n\s+at .+error-snapshot\.spec/);
    expect(stack!.length).toBeLessThan(50_000);
  });

  it('never throws and is bounded, whatever was thrown', () => {
    fc.assert(
      fc.property(thrownValue(), (make) => {
        expect(JSON.stringify(errorSnapshot(make())).length).toBeLessThan(2_000_000);
      }),
      { numRuns: 1_000 },
    );
  });
});
