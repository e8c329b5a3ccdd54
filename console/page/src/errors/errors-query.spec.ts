import type { ErrorGroup } from '../../../api/answers.js';
import { errorsOfGroup } from './errors-query.js';

const NOW = 1_795_000_000_000;
const group = (message: string, more: Partial<ErrorGroup> = {}): ErrorGroup => ({
  fingerprint: 'f',
  type: 'Error',
  message,
  count: 1,
  first_seen_ns: `${NOW - 60_000}000000`,
  last_seen_ns: `${NOW}000000`,
  span_names: ['GET /a'],
  trace_ids: [],
  ...more,
});
const filters = (one: ErrorGroup) =>
  errorsOfGroup(one, NOW).filters!.map(({ column, op, value }) => `${column} ${op} ${String(value)}`);

describe('the query of a group of errors', () => {
  it.each([
    ['payment refused', ['exception.message = payment refused']],
    ['user 4711 not found', ['exception.message starts-with user ', 'exception.message contains  not found']],
    ['42', []],
    ['7 of 9 are late', ['exception.message contains  are late']],
    ['no row 0190a1b2-1111-2222-3333-444455556666', ['exception.message starts-with no row ']],
    ['', []],
  ])('asks for the parts of %j that stay', (message, expected) => {
    expect(filters(group(message))).toEqual(['exception.type = Error', ...expected]);
  });

  it('asks for the frame that threw, without its line and column', () => {
    const stack = 'Error: late\n    at pay (/app/dist/pay.js:41:11)\n    at run (/app/dist/main.js:1:1)';
    expect(filters(group('late', { stack }))).toContain('exception.stacktrace contains at pay (/app/dist/pay.js:');
  });

  it('looks back as far as the group goes, and a week at most', () => {
    const seconds = [60, 8_000, 40_000, 100_000, 9_000_000];
    const ranges = seconds.map(
      (ago) => errorsOfGroup(group('x', { first_seen_ns: `${NOW - ago * 1_000}000000` }), NOW).time_range,
    );
    expect(ranges).toEqual([7_200, 28_800, 86_400, 604_800, 604_800]);
  });
});
