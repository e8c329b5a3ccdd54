import * as fc from 'fast-check';
import { childSpan, translated } from '../../../test/support/translated.js';
import { nameForXRay } from './segment-name.js';

describe("a name in X-Ray's alphabet", () => {
  it.each([
    ['backend-nest', 'backend-nest'],
    ['GET /api/activities/@:handle', 'GET /api/activities/@:handle'],
    ['a_b.c:d/e%f&g#h=i+j\\k-l@m', 'a_b.c:d/e%f&g#h=i+j\\k-l@m'],
    ['Überblick 概要 ٣', 'Überblick 概要 ٣'],
    ['drop <these>; "please"!', 'drop these please'],
    ['line\r\nbreak\tand tab', 'line break and tab'],
    ['one \0 two', 'one two'],
    ['', 'span'],
    ['🚀🚀', 'span'],
    ['\ud800half', 'half'],
    ['x'.repeat(201), 'x'.repeat(200)],
    ['é'.repeat(150), 'é'.repeat(100)],
    [`x${'概'.repeat(100)}`, `x${'概'.repeat(66)}`],
  ])('%j becomes %j', (name, expected) => {
    expect(nameForXRay(name)).toBe(expected);
  });

  it('is valid whatever it is made of, and stays what it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const given = nameForXRay(name);
        expect(given).toMatch(/^[\p{L}\p{N} _.:/%&#=+\\\-@]+$/u);
        expect(Buffer.byteLength(given)).toBeLessThanOrEqual(200);
        expect(nameForXRay(given)).toBe(given);
        translated([childSpan({ name })]);
      }),
      { numRuns: 2_000 },
    );
  });
});
