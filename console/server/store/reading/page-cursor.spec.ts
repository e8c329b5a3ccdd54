import { cursorAfter, readCursor } from './page-cursor.js';

describe('a page cursor', () => {
  it('stands before an instant, or within it after the rows that were given', () => {
    expect(readCursor('100')).toEqual({ atMostNs: 99n, skipped: 0 });
    expect(readCursor('100.7')).toEqual({ atMostNs: 100n, skipped: 7 });
  });

  it('counts the rows of the last instant, those of the pages before too', () => {
    expect(cursorAfter(['9', '8', '8'], undefined)).toBe('8.2');
    expect(cursorAfter(['8', '8'], '8.2')).toBe('8.4');
    expect(cursorAfter(['8', '7'], '8.2')).toBe('7.1');
  });

  it('stands at the last instant that can be stored where it is asked for a later one', () => {
    expect(readCursor('9999999999999999999').atMostNs).toBe(2n ** 63n - 1n);
  });
});
