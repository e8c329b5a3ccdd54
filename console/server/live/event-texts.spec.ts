import type { LogRow } from '../../api/spans.js';
import { eventTexts, type LiveEvent } from './event-texts.js';

const log: LiveEvent = ['log', { body: 'x' } as LogRow];
const large: LiveEvent = ['log', { body: 'x'.repeat(1024 * 1024) } as LogRow];
const destinations: LiveEvent = ['destinations', { destinations: [] }];

describe('the events of a tick', () => {
  it.each([
    { events: [log, log], before: 0, count: 2, skipped: 0 },
    { events: [log, large], before: 3, count: 1, skipped: 4 },
    { events: [destinations], before: 0, count: 0, skipped: 0 },
    { events: [destinations, log], before: 0, count: 1, skipped: 0 },
  ])('are counted, but for what is said again anyway (%#)', ({ events, before, count, skipped }) => {
    expect(eventTexts(events, before)).toMatchObject({ count, skipped });
  });

  it('are written with what is not counted', () => {
    expect(eventTexts([destinations], 0).text).toBe('event: destinations\ndata: {"destinations":[]}\n\n');
  });
});
