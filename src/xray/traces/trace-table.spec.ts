import * as fc from 'fast-check';
import { TraceTable } from './trace-table.js';

const idOf = (number: number) => number.toString(16).padStart(32, '0');

/** Few ids, so that they come again; some differ in one word only, as somebody might send them. */
const id = fc.oneof(
  fc.nat({ max: 300 }).map(idOf),
  fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 40 })).map(([word, number]) => {
    const words = ['0'.repeat(8), '0'.repeat(8), 'f'.repeat(8), '0'.repeat(8)];
    words[word] = number.toString(16).padStart(8, '0');
    return words.join('');
  }),
);
const call = fc.tuple(fc.constantFrom('set', 'set', 'delete', 'clear'), id, fc.nat());

describe('a table by trace id', () => {
  it('is a map, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 600, size: 'max' }), (calls) => {
        const table = new TraceTable<number>();
        const map = new Map<string, number>();
        for (const [index, [name, traceId, value]] of calls.entries()) {
          if (name === 'set') {
            table.set(traceId, value);
            map.set(traceId, value);
          } else if (name === 'delete') {
            table.delete(traceId);
            map.delete(traceId);
          } else if (index % 100 === 0) {
            table.clear();
            map.clear();
          }
          expect(table.get(traceId)).toBe(map.get(traceId));
          expect(table.size).toBe(map.size);
        }
        for (const [, traceId] of calls) expect(table.get(traceId)).toBe(map.get(traceId));
      }),
      { numRuns: 300 },
    );
  });

  it('tells ids apart by any of their digits', () => {
    const table = new TraceTable<string>();
    const given = '0af7651916cd43dd8448eb211c80319c';
    table.set(given, 'given');
    for (let digit = 0; digit < 32; digit += 1) {
      const other = `${given.slice(0, digit)}${given[digit] === '0' ? '1' : '0'}${given.slice(digit + 1)}`;
      expect(table.get(other)).toBeUndefined();
      table.set(other, other);
    }
    expect(table.get(given)).toBe('given');
    expect(table.size).toBe(33);
  });

  it('grows as it has to', () => {
    const table = new TraceTable<number>(10);
    for (let number = 0; number < 20_000; number += 1) table.set(idOf(number), number);
    for (let number = 0; number < 20_000; number += 2) table.delete(idOf(number));
    expect(table.size).toBe(10_000);
    for (let number = 0; number < 20_000; number += 1)
      expect(table.get(idOf(number))).toBe(number % 2 === 0 ? undefined : number);
  });
});
