import { log } from '../trace/span-fixture.js';
import { missedLines } from './missed-lines.js';

const line = (body: string, at = 0) => log(undefined, at, { body });
const bodies = (known: string[], answered: string[]) =>
  missedLines(
    known.map((body) => line(body)),
    answered.map((body) => line(body)),
  ).map(({ body }) => body);

describe('lines that nobody told of', () => {
  it('are those of the answer that are not known', () => {
    expect(bodies(['b', 'a'], ['d', 'c', 'b', 'a'])).toEqual(['d', 'c']);
    expect(missedLines([line('a', 1)], [line('a', 2), line('a', 1)])).toEqual([line('a', 2)]);
  });

  it('are as many as there are, where lines are alike', () => {
    expect(bodies(['a'], ['a', 'a', 'a'])).toEqual(['a', 'a']);
    expect(bodies(['a', 'a'], ['a'])).toEqual([]);
  });
});
