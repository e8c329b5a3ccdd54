import { rowAfter } from './list-keys.js';
import { scrollTopFor, shiftOf, windowOf } from './virtual-window.js';

const nameOf = (row: string) => row;

describe('a list that draws only what is in sight', () => {
  it.each([
    ['at the top', 0, { first: 0, end: 17 }],
    ['in the middle', 3_000, { first: 94, end: 117 }],
    ['at the end', 299_700, { first: 9_984, end: 10_000 }],
    ['bounced over the top', -80, { first: 0, end: 17 }],
  ])('%s', (_, scrollTop, window) => {
    expect(windowOf(scrollTop, 300, 30, 10_000)).toEqual(window);
  });

  it('draws nothing of nothing, and survives a list that shrank below its scroll position', () => {
    expect(windowOf(0, 300, 30, 0)).toEqual({ first: 0, end: 0 });
    const { first, end } = windowOf(9_000, 300, 30, 5);
    expect(first).toBe(0);
    expect(end).toBe(5);
  });

  it('knows how far a row was pushed by those that arrived above it', () => {
    expect(shiftOf(['b', 'c'], ['x', 'a', 'b', 'c'], 1, nameOf)).toBe(2);
    expect([shiftOf(['b'], ['a'], 0, nameOf), shiftOf([], ['a'], 0, nameOf)]).toEqual([0, 0]);
  });

  it('brings a row into sight and moves no further than it must', () => {
    expect(scrollTopFor(2, 90, 300, 30, 20)).toBe(60);
    expect(scrollTopFor(5, 90, 300, 30, 20)).toBe(90);
    expect(scrollTopFor(20, 90, 300, 30, 20)).toBe(350);
  });
});

describe('the keys of a list', () => {
  it.each([
    ['j', 5],
    ['ArrowUp', 3],
    ['PageDown', 9],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 9],
    ['x', undefined],
  ])('%s leads from row 4 of 10 to %p', (key, row) => {
    expect(rowAfter(key, 4, 10, 5)).toBe(row);
  });

  it('goes to the first row from none', () => {
    expect(rowAfter('j', -1, 10, 5)).toBe(0);
    expect(rowAfter('End', -1, 0, 5)).toBe(0);
  });
});
