import { log } from '../trace/span-fixture.js';
import { belongs, filterOf } from './log-filter.js';

const filter = (params: Record<string, string>) => filterOf({ view: 'logs', params });

describe('the filter of the log lines', () => {
  it('finds text whatever its case', () => {
    expect(belongs(log(undefined, 0, { body: 'Hello Cloudwatch!' }), filter({ q: 'cloudWATCH' }))).toBe(true);
    expect(belongs(log(undefined, 0, { body: 'Hello' }), filter({ q: 'bye' }))).toBe(false);
  });

  it('leaves out what is less severe', () => {
    expect(belongs(log(undefined, 0, { severity_number: 9 }), filter({ level: '13' }))).toBe(false);
    expect(belongs(log(undefined, 0, { severity_number: 17 }), filter({ level: '13' }))).toBe(true);
  });

  it('takes a level that is none for all', () => {
    expect([filter({}).level, filter({ level: 'loud' }).level, filter({ level: '-1' }).level]).toEqual([0, 0, 0]);
  });
});
