import * as fc from 'fast-check';
import { Chain, type Link } from './chain.js';

describe('a chain', () => {
  it('has its members in the order of their coming, whichever leave', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant('add' as const), fc.nat({ max: 20 }))), (calls) => {
        const chain = new Chain<number>();
        const links: Link<number>[] = [];
        for (const [index, call] of calls.entries()) {
          if (call === 'add') links.push(chain.add(index));
          else for (const link of links.splice(call, 1)) chain.remove(link);
          const expected = links.map(({ member }) => member);
          expect([...chain]).toEqual(expected);
          expect(chain.first).toBe(expected[0]);
        }
      }),
    );
  });

  it('lets the member at hand leave', () => {
    const chain = new Chain<number>();
    const links = [1, 2, 3].map((member) => chain.add(member));
    const seen: number[] = [];
    for (const member of chain) {
      seen.push(member);
      chain.remove(links[member - 1]!);
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(chain.first).toBeUndefined();
  });
});
