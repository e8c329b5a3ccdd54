import type { TraceSummary } from '../../../api/spans.js';
import { durationShare } from './duration-share.js';
import { isApart, mergeTraces, missedOf } from './merge-traces.js';
import { belongs, filterOf, isFiltered, isUnreadable } from './trace-filter.js';

const trace = (id: string, start: string, more: Partial<TraceSummary> = {}): TraceSummary => ({
  trace_id: id,
  name: 'GET /',
  service: 'web',
  start_ns: start,
  duration_ms: 1,
  span_count: 1,
  error_count: 0,
  services: ['web'],
  ...more,
});
const filter = (params: Record<string, string>) => filterOf({ view: 'traces', params });
const route = (q: string) => ({ view: 'traces', params: { q } }) as const;
const ids = (traces: readonly TraceSummary[]) => traces.map(({ trace_id }) => trace_id).join('');

describe('the list of traces', () => {
  it('is newest first, whatever the order of arrival', () => {
    expect(ids(mergeTraces([trace('b', '200')], [trace('a', '90'), trace('c', '300')], 10))).toBe('cba');
  });

  it('lets a trace grow in its place', () => {
    const [first, second] = mergeTraces(
      [trace('b', '200'), trace('a', '100')],
      [trace('a', '100', { span_count: 7 })],
      10,
    );
    expect([first?.span_count, second?.span_count]).toEqual([1, 7]);
  });

  it('lets go of the oldest beyond its limit', () => {
    expect(ids(mergeTraces([trace('b', '200'), trace('a', '100')], [trace('c', '300')], 2))).toBe('cb');
  });
});

describe('traces that nobody told of', () => {
  const shown = [trace('b', '200'), trace('a', '100', { span_count: 7 })];

  it('are those of the answer that are new or have grown', () => {
    const answered = [trace('c', '300'), trace('b', '200', { span_count: 2 }), trace('a', '100', { span_count: 7 })];
    expect(ids(missedOf(shown, answered))).toBe('cb');
  });

  it('stand apart where they fill a page and none of it is known', () => {
    expect(isApart(shown, { traces: [trace('d', '400'), trace('c', '300')], next: '300' })).toBe(true);
    expect(isApart(shown, { traces: [trace('c', '300'), trace('b', '200')], next: '200' })).toBe(false);
    expect(isApart([], { traces: [trace('c', '300')] })).toBe(false);
  });
});

describe('the filter of the list', () => {
  it('takes an id as it was copied', () => {
    expect(belongs(trace('abc1', '1'), filter({ q: ' ABC ' }))).toBe(true);
    expect(belongs(trace('bbc1', '1'), filter({ q: 'abc' }))).toBe(false);
  });

  it('knows failed traces, and leaves fields to the server', () => {
    expect(belongs(trace('a', '1'), filter({ errors: 'true' }))).toBe(false);
    expect(belongs(trace('a', '1', { error_count: 2 }), filter({ errors: 'true' }))).toBe(true);
    expect(belongs(trace('a', '1'), filter({ field: 'user.id', value: '1' }))).toBeUndefined();
  });

  it('is not changed by what is no id, and says so', () => {
    expect([filterOf(route('trace_id=ABC')).q, filterOf(route('zz')).q]).toEqual(['abc', '']);
    expect(['zz', 'abc', ' ', ''].map((q) => isUnreadable(route(q)))).toEqual([true, false, false, false]);
  });

  it('says whether it filters at all', () => {
    expect([isFiltered(filter({ run: 'x' })), isFiltered(filter({ q: 'a' }))]).toEqual([false, true]);
  });
});

describe("the bar of a trace's duration", () => {
  it('fills its cell for the longest and stays visible for the shortest', () => {
    expect(durationShare(5_000, 5_000)).toBe(1);
    expect(durationShare(0.01, 5_000)).toBeGreaterThan(0);
    expect(durationShare(50, 5_000)).toBeLessThan(durationShare(500, 5_000));
    expect(durationShare(0, 0)).toBe(0);
  });
});
