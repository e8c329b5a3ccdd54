import { setImmediate as nextTurn } from 'node:timers/promises';
import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { MESSAGE } from 'triple-beam';
import { LineRecorder } from '../../test/support/line-recorder.js';
import { createLogger } from './create-logger.js';
import { logInfo } from './log-info.js';
import { StdoutTransport } from './stdout.transport.js';

const ids = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};

function recording() {
  const output = new LineRecorder();
  return { output, transport: new StdoutTransport(output, (line) => line[MESSAGE]) };
}

function gone(): never {
  throw new Error('gone');
}

function started() {
  const { output, transport } = recording();
  const logger = createLogger({ level: 'info', transports: [transport], atEndOfTurn: true });
  const messages = () => output.json().map(({ message }) => message);
  return { output, transport, logger, messages };
}

describe('lines that are made at the end of the turn', () => {
  let lines: ReturnType<typeof started>;
  beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => context.disable());
  beforeEach(() => (lines = started()));
  afterEach(() => lines.logger.writeAtOnce());

  it('are written then, in the order in which they were logged', async () => {
    lines.logger.info('one');
    lines.logger.warn('two', 'words');
    lines.logger.debug('too low');
    expect(lines.messages()).toEqual([]);
    await nextTurn();
    expect(lines.messages()).toEqual(['one', 'two words']);
  });

  it('say when and in which trace they were logged', async () => {
    context.with(trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(ids)), () => lines.logger.info('inside'));
    lines.logger.info('outside');
    const loggedBy = Date.now();
    while (Date.now() < loggedBy + 5); // the turn goes on
    await nextTurn();
    const [inside, outside] = lines.output.json();
    expect(inside).toMatchObject({ trace_id: ids.traceId, span_id: ids.spanId });
    expect(outside).not.toHaveProperty('trace_id');
    expect(Date.parse(String(inside?.['timestamp']))).toBeLessThanOrEqual(loggedBy);
  });

  it.each([
    ['an object', (details: object) => lines.logger.info('the state', details)],
    ['an object as its message', (details: object) => lines.logger.info(details)],
    ['a child’s own fields', (details: object) => lines.logger.child({ details }).info('the state')],
    ['winston’s own form', (details: object) => lines.logger.log({ level: 'info', message: 'the state', details })],
  ])('show %s as it was when it was logged, behind what waited', (_what, log) => {
    const details = { step: 'before' };
    lines.logger.info('first');
    log(details);
    details.step = 'after';
    const [first, second] = lines.output.lines();
    expect(first).toContain('"first"');
    expect(second).toContain('"before"');
  });

  it('ask for a content of their own once, when they are made', async () => {
    let asked = 0;
    const content = () => ({ message: `asked ${(asked += 1)} times`, fields: { count: asked } });
    lines.logger.log(logInfo('info', [], { content }));
    expect(asked).toBe(0);
    await nextTurn();
    expect(lines.output.json()).toEqual([expect.objectContaining({ message: 'asked 1 times', count: 1 })]);
  });

  it('say that a content could not be made, and write the others', async () => {
    lines.logger.log(logInfo('info', [], { content: gone }));
    lines.logger.info('next');
    await nextTurn();
    expect(lines.output.json()).toEqual([
      expect.objectContaining({
        level: 'error',
        message: 'a log line could not be written',
        error: { name: 'Error', message: 'gone' },
      }),
      expect.objectContaining({ message: 'next' }),
    ]);
  });

  it('reach a transport that leaves, and not one that came after them', async () => {
    const late = recording();
    lines.logger.info('before');
    lines.logger.add(late.transport);
    lines.logger.remove(lines.transport);
    lines.logger.info('after');
    await nextTurn();
    expect(lines.messages()).toEqual(['before']);
    expect(late.output.json()).toEqual([expect.objectContaining({ message: 'after' })]);
  });

  it('are written as the process exits', () => {
    const [first] = process.listeners('exit');
    lines.logger.info('last words');
    first?.call(process, 1);
    expect(lines.messages()).toEqual(['last words']);
  });

  it('are written at once where the process is about to end', () => {
    const before = process.listenerCount('exit');
    lines.logger.info('waiting');
    lines.logger.writeAtOnce();
    lines.logger.info('at once');
    expect(lines.messages()).toEqual(['waiting', 'at once']);
    expect(process.listenerCount('exit')).toBe(before - 1);
  });
});
