import type { Destination } from '../../../api/answers.js';
import { lost, nameOf, stateOf } from './destination-state.js';

const destination = (more: Partial<Destination>): Destination => ({
  service: 'web',
  sink: 'otlp',
  unit: 'span',
  recorded: 0,
  delivered: 0,
  pending: 0,
  dropped: {},
  // In the reader's own zone.
  last_heard_at: new Date(2026, 10, 26, 14, 36, 40).toISOString(),
  silent: false,
  ...more,
});

describe('how a destination is doing', () => {
  it.each([
    [{}, 'good', 'idle'],
    [{ delivered: 5 }, 'good', 'delivering'],
    [{ pending: 5 }, 'warn', 'waiting'],
    [{ delivered: 5, dropped: { queue_full: 2 } }, 'warn', 'has lost some'],
    [{ last_error: '503' }, 'warn', 'had an error'],
    [{ breaker: 'half_open', last_error: '503' }, 'warn', 'trying again'],
    [{ breaker: 'open', delivered: 5 }, 'bad', 'in trouble'],
    [{ silent: true, delivered: 5 }, 'quiet', 'last heard 14:36:40'],
    [{ silent: true, breaker: 'open' }, 'quiet', 'last heard 14:36:40'],
  ] as const)('%j is %s: %s', (more, tone, word) => {
    expect(stateOf(destination(more))).toEqual({ tone, word });
  });

  it('adds up what was lost, and names sinks for people', () => {
    expect(lost({ a: 2, b: 3 })).toBe(5);
    expect([nameOf('xray'), nameOf('new.one')]).toEqual(['AWS X-Ray', 'new.one']);
  });
});
