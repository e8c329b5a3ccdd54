import { timedSpan } from '../../../test/stdout-span.js';
import { StdoutSpanSink } from './stdout.span-sink.js';

const id = (letter: string) => letter.repeat(16);
const trace = (letter: string) => letter.repeat(32);

function sinkInto(blocks: string[], options: { maxPendingSpans?: number; clock?: () => number } = {}) {
  return new StdoutSpanSink({ write: (text) => blocks.push(text), colour: false, ...options });
}

/** What was written, block by block, as the names on its lines; `~` where a note stands. */
function namesOf(blocks: readonly string[]): string[][] {
  return blocks.map((block) =>
    block
      .trimEnd()
      .split('\n')
      .map((line) =>
        line.replace(/^.*? ms {2}/, '').replace(/ {2}trace_id=\w+( \(.*\))?/, (_, note: unknown) => (note ? '~' : '')),
      ),
  );
}

describe('the stdout sink', () => {
  it('writes a request at once, when its local root ends', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks);
    sink.onEnd(timedSpan({ name: 'grandchild', spanId: id('c'), parentSpanId: id('b') }));
    sink.onEnd(timedSpan({ name: 'child', spanId: id('b'), parentSpanId: id('a') }));
    expect(blocks).toEqual([]);
    sink.onEnd(timedSpan({ name: 'root', spanId: id('a'), parentSpanId: id('f'), parentIsRemote: true }));
    expect(namesOf(blocks)).toEqual([['root', '  child', '    grandchild']]);
  });

  it('keeps requests that are served at the same time apart, in one trace too', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks);
    sink.onEnd(timedSpan({ name: 'child of one', traceId: trace('1'), spanId: id('b'), parentSpanId: id('a') }));
    sink.onEnd(timedSpan({ name: 'child of two', traceId: trace('2'), spanId: id('d'), parentSpanId: id('c') }));
    sink.onEnd(timedSpan({ name: 'child of three', traceId: trace('1'), spanId: id('f'), parentSpanId: id('e') }));
    sink.onEnd(timedSpan({ name: 'two', traceId: trace('2'), spanId: id('c') }));
    sink.onEnd(
      timedSpan({ name: 'three', traceId: trace('1'), spanId: id('e'), parentSpanId: id('a'), parentIsRemote: true }),
    );
    sink.onEnd(timedSpan({ name: 'one', traceId: trace('1'), spanId: id('a') }));
    expect(namesOf(blocks)).toEqual([
      ['two', '  child of two'],
      ['three', '  child of three'],
      ['one', '  child of one'],
    ]);
  });

  it('writes a late span by itself, with what waited for it', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks);
    sink.onEnd(timedSpan({ name: 'below the late', spanId: id('c'), parentSpanId: id('b') }));
    sink.onEnd(timedSpan({ name: 'root', spanId: id('a') }));
    sink.onEnd(timedSpan({ name: 'late', spanId: id('b'), parentSpanId: id('a') }));
    sink.onEnd(timedSpan({ name: 'later', spanId: id('d'), parentSpanId: id('b') }));
    expect(namesOf(blocks)).toEqual([['root'], ['late~', '  below the late'], ['later~']]);
  });

  it('holds no more than its bound: the oldest trace is written without its root', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks, { maxPendingSpans: 3 });
    for (const letter of ['1', '2', '3', '4']) {
      sink.onEnd(
        timedSpan({ name: `of ${letter}`, traceId: trace(letter), spanId: id(letter), parentSpanId: id('a') }),
      );
    }
    expect(namesOf(blocks)).toEqual([['of 1~']]);
    sink.close();
    sink.close();
    expect(namesOf(blocks)).toEqual([['of 1~'], ['of 2~'], ['of 3~'], ['of 4~']]);
  });

  it('counts what still waits after a root has taken its own', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks, { maxPendingSpans: 2 });
    sink.onEnd(timedSpan({ name: 'of a', spanId: id('1'), parentSpanId: id('a') }));
    sink.onEnd(timedSpan({ name: 'of b', spanId: id('2'), parentSpanId: id('b') }));
    sink.onEnd(timedSpan({ name: 'a', spanId: id('a') }));
    sink.onEnd(timedSpan({ name: 'of c', traceId: trace('3'), spanId: id('3'), parentSpanId: id('c') }));
    expect(namesOf(blocks)).toEqual([['a', '  of a']]);
    sink.onEnd(timedSpan({ name: 'of d', traceId: trace('4'), spanId: id('4'), parentSpanId: id('d') }));
    expect(namesOf(blocks)).toEqual([['a', '  of a'], ['of b~']]);
  });

  it('waits 30 s for a root, then writes what it has', () => {
    let nowMs = 0;
    const blocks: string[] = [];
    const sink = sinkInto(blocks, { clock: () => nowMs });
    sink.onEnd(timedSpan({ name: 'event', spanId: id('b'), parentSpanId: id('a') }));
    nowMs = 30_000;
    sink.sweep();
    expect(blocks).toEqual([]);
    nowMs = 30_001;
    sink.onEnd(timedSpan({ name: 'other', traceId: trace('2'), spanId: id('c') }));
    sink.onEnd(timedSpan({ name: 'stream', spanId: id('a') }));
    expect(namesOf(blocks)).toEqual([['other'], ['event~'], ['stream']]);
  });

  it('forgets what it wrote, in time: its memory is bounded', () => {
    const blocks: string[] = [];
    const sink = sinkInto(blocks);
    for (let at = 0; at <= 5_000; at++) sink.onEnd(timedSpan({ spanId: String(at).padStart(16, '0') }));
    blocks.length = 0;
    sink.onEnd(timedSpan({ name: 'of a forgotten root', spanId: id('b'), parentSpanId: '0'.repeat(16) }));
    sink.onEnd(timedSpan({ name: 'of a remembered root', spanId: id('c'), parentSpanId: '5000'.padStart(16, '0') }));
    expect(namesOf(blocks)).toEqual([['of a remembered root~']]);
  });
});
