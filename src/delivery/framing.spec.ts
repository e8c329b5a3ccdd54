import * as fc from 'fast-check';
import { frame, shapeOf, unframe } from './framing.js';

describe('framing', () => {
  it('joins groups between prefix and suffix', () => {
    const groups = ['{"a":1}', '{"b":2}'].map((text) => ({ bytes: Buffer.from(text), items: 1 }));
    const framed = frame(groups, { prefix: '{"spans":[', separator: ',', suffix: ']}' });
    expect(framed.toString()).toBe('{"spans":[{"a":1},{"b":2}]}');
  });

  it('gives the same groups back from the body, whatever they hold', () => {
    const groups = fc.array(fc.record({ bytes: fc.uint8Array(), items: fc.nat() }));
    const framing = fc.record({ prefix: fc.string({ unit: 'grapheme' }), separator: fc.string(), suffix: fc.string() });
    fc.assert(
      fc.property(groups, framing, (before, how) => {
        const after = unframe(frame(before, how), how, shapeOf(before));
        expect(after.map(({ bytes, items }) => [[...bytes], items])).toEqual(
          before.map(({ bytes, items }) => [[...bytes], items]),
        );
      }),
    );
  });
});
