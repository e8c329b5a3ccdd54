import * as fc from 'fast-check';
import { Scratch } from './scratch.js';

describe('a scratch', () => {
  it('gives every text as UTF-8, beside those before it, whether there is room or not', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 })), (texts) => {
        const scratch = new Scratch(256);
        const written = texts.map((text) => scratch.write(text));
        expect(written.map(String)).toEqual(texts.map((text) => Buffer.from(text).toString()));
      }),
    );
  });

  it('uses its memory again after a reset', () => {
    const scratch = new Scratch(64);
    const before = scratch.write('before');
    expect(String(scratch.reset().write('after!'))).toBe('after!');
    expect(String(before)).toBe('after!');
  });
});
