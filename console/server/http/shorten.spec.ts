import { aLog } from '../../../test/support/console/span-rows.js';
import { shortenErrors, shortenLogs, shortenSeries } from './shorten.js';

const group = (name: string) => ({ data: { name, COUNT: 1 } });
const point = (name: string, time: string) => ({ time, data: { name, COUNT: 1 } });
const answer = (series: readonly ReturnType<typeof point>[]) => ({
  query: { breakdowns: ['name'] },
  data: { results: ['a', 'b', 'c'].map(group), series },
  rows_read: 6,
  elapsed_ms: 1,
});

describe('an answer that is too large', () => {
  it('keeps the series of the first half of its groups, at last none, and all results', () => {
    const first = shortenSeries(answer([point('a', '1'), point('b', '1'), point('c', '1'), point('a', '2')]));
    expect(first?.data.series).toEqual([point('a', '1'), point('a', '2')]);
    const none = first && shortenSeries(first);
    expect([none?.data.series, none?.data.results.length]).toEqual([[], 3]);
    expect(none && shortenSeries(none)).toBeUndefined();
  });

  it('keeps the newest log lines, and the next page begins after them', () => {
    const logs = [9, 8, 8, 8].map((at_ms) => aLog({ at_ms }));
    expect(shortenLogs({ logs }, undefined)).toEqual({ logs: logs.slice(0, 2), next: '8000000.1' });
    expect(shortenLogs({ logs: logs.slice(2) }, '8000000.1')).toEqual({ logs: logs.slice(2, 3), next: '8000000.2' });
    expect(shortenLogs({ logs: logs.slice(0, 1) }, undefined)).toBeUndefined();
  });

  it('keeps the latest errors and says that there are more', () => {
    const groups = ['a', 'b', 'c'].map((fingerprint) => ({
      fingerprint,
      type: 'Error',
      message: '',
      count: 1,
      first_seen_ns: '1',
      last_seen_ns: '1',
      span_names: [],
      trace_ids: [],
    }));
    expect(shortenErrors({ groups })).toEqual({ groups: groups.slice(0, 2), truncated: true });
  });
});
