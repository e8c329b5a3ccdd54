import { spanRecord } from '../../test/support/span-record.js';
import { SegmentNaming } from './segment-naming.js';

describe('the name of a segment', () => {
  it.each([
    [undefined, 'localhost:4567', 'backend-nest'],
    ['*4567*', 'localhost:4567', 'localhost:4567'],
    ['*4567*', 'localhost:80', 'backend-nest'],
    ['*.cruddur.com', 'API.Cruddur.com', 'API.Cruddur.com'],
    ['api-?.cruddur.com', 'api-1.cruddur.com', 'api-1.cruddur.com'],
    ['api-?.cruddur.com', 'api-12.cruddur.com', 'backend-nest'],
    ['4567-*', undefined, 'backend-nest'],
    ['*', '', 'backend-nest'],
  ])('by the pattern %s and the Host header %s is %s', (pattern, host, name) => {
    expect(new SegmentNaming(pattern, 'backend-nest').nameFor(host)).toBe(name);
  });

  it.each([
    [{ 'server.address': 'localhost', 'server.port': 4567 }, 'localhost:4567'],
    [{ 'server.address': '4567-abc.gitpod.io' }, '4567-abc.gitpod.io'],
    [{ 'http.host': '4567-abc.gitpod.io' }, '4567-abc.gitpod.io'],
    [{}, 'backend-nest'],
  ])('of a span with %j is %s', (attributes, name) => {
    expect(new SegmentNaming('*4567*', 'backend-nest').nameOfServer(spanRecord({ attributes }))).toBe(name);
  });

  it('is the affair of each application alone', () => {
    const one = new SegmentNaming('one.*', 'one');
    const other = new SegmentNaming('other.*', 'other');
    expect([one.nameFor('one.x'), other.nameFor('one.x'), one.nameFor('other.x')]).toEqual(['one.x', 'other', 'one']);
  });
});
