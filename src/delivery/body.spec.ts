import * as fc from 'fast-check';
import { Body } from './body.js';
import { BufferPool } from './buffer-pool.js';
import { unframe } from './framing.js';

const LIST = { prefix: '{"spans":[', separator: ',', suffix: ']}' };
const NONE = { prefix: '', separator: '', suffix: '' };
const groupOf = (bytes: Uint8Array) => ({ bytes, items: 1 });
const full = (content: string, pool: BufferPool) => Body.of([groupOf(Buffer.alloc(16_384, content))], NONE, pool);

describe('a body', () => {
  it('joins groups between prefix and suffix', () => {
    const groups = ['{"a":1}', '{"b":2}'].map((text) => groupOf(Buffer.from(text)));
    expect(Body.of(groups, LIST, new BufferPool()).bytes.toString()).toBe('{"spans":[{"a":1},{"b":2}]}');
  });

  it('gives the same groups back, whatever they hold, in memory that is used again and again', () => {
    const groups = fc.array(fc.record({ bytes: fc.uint8Array({ size: 'large' }), items: fc.nat() }));
    const framing = fc.record({ prefix: fc.string({ unit: 'grapheme' }), separator: fc.string(), suffix: fc.string() });
    const pool = new BufferPool();
    fc.assert(
      fc.property(groups, framing, (before, how) => {
        const body = Body.of(before, how, pool);
        const after = [...unframe(body.bytes, how, body.shape)];
        expect(after.map(({ bytes, items }) => [[...bytes], items])).toEqual(
          before.map(({ bytes, items }) => [[...bytes], items]),
        );
        body.free();
      }),
    );
  });

  it('keeps a copy of a group: its bytes may be written to at once', () => {
    const bytes = Buffer.from('before');
    const body = Body.of([groupOf(bytes)], NONE, new BufferPool());
    bytes.fill('x');
    expect(body.bytes.toString()).toBe('before');
  });

  it('is in the memory of one that was freed', () => {
    const pool = new BufferPool();
    const first = full('1', pool);
    const { buffer } = first.bytes;
    first.free();
    expect(full('2', pool).bytes.buffer).toBe(buffer);
  });

  it('leaves the memory of one that was lent alone, also where that was freed, or grew, or was freed twice', () => {
    const pool = new BufferPool();
    const lent = full('1', pool).lend();
    const freed = lent.bytes;
    lent.free();
    const growing = full('2', pool).lend();
    const outgrown = growing.bytes;
    growing.push(groupOf(Buffer.alloc(16_384, '3')));
    growing.free();
    growing.free();
    const later = [full('4', pool), full('5', pool), full('6', pool)];
    expect([freed, outgrown].map((bytes) => bytes.toString().replaceAll(/(.)\1+/g, '$1'))).toEqual(['1', '2']);
    expect(later.map(({ bytes }) => bytes.toString().replaceAll(/(.)\1+/g, '$1'))).toEqual(['4', '5', '6']);
  });

  it('takes no more memory than four times what it holds', () => {
    const pool = new BufferPool();
    Body.of([groupOf(Buffer.alloc(1_000_000))], NONE, pool).free();
    const small = Body.of([groupOf(Buffer.alloc(100))], NONE, pool);
    expect(small.bytes.buffer.byteLength).toBeLessThanOrEqual(400);
  });
});
