import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import { spanEventRecord } from '../../../test/support/span-record.js';
import { childSpan, SUBSEGMENT, translated } from '../../../test/support/translated.js';

const failed = (events: SpanRecord['events'], more: Partial<SpanRecord> = {}) =>
  childSpan({ status: { code: SpanStatusCode.ERROR, message: 'no feed' }, events, ...more });
const thrown = (type: string, message: string, stack?: string) =>
  spanEventRecord({
    name: 'exception',
    attributes: { 'exception.type': type, 'exception.message': message, 'exception.stacktrace': stack },
  });

const STACK = `Error: no feed
    at HomeActivitiesService.run (file:///app/dist/activities/home-activities.service.js:21:13)
    at async file:///app/dist/main.js:9:1
    at new Feed (C:\\app\\feed.js:3:4)
    at Array.map (<anonymous>)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`;
const FRAMES = [
  { label: 'HomeActivitiesService.run', path: '/app/dist/activities/home-activities.service.js', line: 21 },
  { label: 'anonymous', path: '/app/dist/main.js', line: 9 },
  { label: 'new Feed', path: 'C:\\app\\feed.js', line: 3 },
  { label: 'Array.map', path: '<anonymous>' },
  { label: 'process.processTicksAndRejections', path: 'node:internal/process/task_queues', line: 105 },
];
const [FIRST, SECOND, THIRD] = ['f3a46483ee61a6a8', 'eeaaab82b50562b5', '275bfb34154c2675'];
const FAULT = { ...SUBSEGMENT, name: 'work', fault: true };

const TABLE: [title: string, span: SpanRecord, exceptions: object[]][] = [
  [
    'an exception with a stack of Node',
    failed([thrown('Error', 'no feed', STACK)]),
    [{ id: FIRST, type: 'Error', message: 'no feed', remote: false, stack: FRAMES }],
  ],
  [
    'a chain of causes, one of them with two lines',
    failed([
      thrown(
        'Error',
        'no feed',
        `Error: no feed
    at run (/app/run.js:1:2)
Caused by: RangeError: out of range
    at pick (/app/pick.js:3:4)
Caused by: TypeError: deep
over two lines
    at deep (/app/deep.js:5:6)`,
      ),
    ]),
    [
      {
        id: FIRST,
        type: 'Error',
        message: 'no feed',
        remote: false,
        stack: [{ label: 'run', path: '/app/run.js', line: 1 }],
        cause: SECOND,
      },
      {
        id: SECOND,
        type: 'RangeError',
        message: 'out of range',
        remote: false,
        stack: [{ label: 'pick', path: '/app/pick.js', line: 3 }],
        cause: THIRD,
      },
      {
        id: THIRD,
        type: 'TypeError',
        message: 'deep\nover two lines',
        remote: false,
        stack: [{ label: 'deep', path: '/app/deep.js', line: 5 }],
      },
    ],
  ],
  [
    "a chain as Node's own inspection writes it",
    failed([
      thrown(
        'Error',
        'outer',
        `Error: outer
    at a (/app/a.js:1:2) {
  code: 'E1',
  [cause]: TypeError: inner
      at b (/app/b.js:3:4)
      ... 3 lines matching cause stack trace ...
      at c (/app/c.js:5:6)
}`,
      ),
    ]),
    [
      {
        id: FIRST,
        type: 'Error',
        message: 'outer',
        remote: false,
        stack: [{ label: 'a', path: '/app/a.js', line: 1 }],
        cause: SECOND,
      },
      {
        id: SECOND,
        type: 'TypeError',
        message: 'inner',
        remote: false,
        stack: [
          { label: 'b', path: '/app/b.js', line: 3 },
          { label: 'c', path: '/app/c.js', line: 5 },
        ],
      },
    ],
  ],
  [
    'a message whose lines look like frames',
    failed([
      thrown('Error', 'no\n    at feed (x:1:1)', 'Error: no\n    at feed (x:1:1)\n    at real (/app/real.js:7:1)'),
    ]),
    [
      {
        id: FIRST,
        type: 'Error',
        message: 'no\n    at feed (x:1:1)',
        remote: false,
        stack: [{ label: 'real', path: '/app/real.js', line: 7 }],
      },
    ],
  ],
  [
    'two exceptions, the first without a stack',
    failed([thrown('Error', 'one'), thrown('string', 'two', 'no stack at all')]),
    [
      { id: FIRST, type: 'Error', message: 'one', remote: false },
      { id: SECOND, type: 'string', message: 'two', remote: false },
    ],
  ],
  [
    'sixty frames, of which ten are left out and counted',
    failed([thrown('RangeError', 'deep', `RangeError: deep\n${'    at down (/app/down.js:1:1)\n'.repeat(60)}`)]),
    [
      {
        id: FIRST,
        type: 'RangeError',
        message: 'deep',
        remote: false,
        stack: Array.from({ length: 50 }, () => ({ label: 'down', path: '/app/down.js', line: 1 })),
        truncated: 10,
      },
    ],
  ],
  ["no exception but the status' message", failed([]), [{ id: FIRST, message: 'no feed', remote: false }]],
];

describe('the document of what failed', () => {
  it.each(TABLE)('%s', (_title, span, exceptions) => {
    expect(translated([span])).toEqual([{ ...FAULT, cause: { exceptions } }]);
  });

  it('calls an exception of a call remote', () => {
    const [document] = translated([failed([thrown('Error', 'refused')], { kind: SpanKind.CLIENT })]);
    expect(document).toMatchObject({ namespace: 'remote', cause: { exceptions: [{ remote: true }] } });
  });

  it('keeps an exception of a span that went well all the same, without a fault', () => {
    const [document] = translated([failed([thrown('Error', 'retried')], { status: { code: SpanStatusCode.UNSET } })]);
    expect(document).toMatchObject({ fault: false, cause: { exceptions: [{ message: 'retried' }] } });
  });

  it('takes the error type where only a status tells of the failure', () => {
    const [document] = translated([failed([], { attributes: { 'error.type': 'TimeoutError' } })]);
    expect(document).toMatchObject({ cause: { exceptions: [{ type: 'TimeoutError', message: 'no feed' }] } });
  });
});
