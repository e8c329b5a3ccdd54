import fc from 'fast-check';
import { writeAttributes } from './any-value.js';
import { AttributeWriter } from './attribute-writer.js';
import { ProtobufWriter } from './protobuf-writer.js';

type Attributes = Readonly<Record<string, unknown>>;

const FIELD = 9;

/** What is written of each, one after the other. */
function written(items: readonly Attributes[], without?: ReadonlySet<string>): string[] {
  const attributes = new AttributeWriter(FIELD);
  const writer = new ProtobufWriter();
  return items.map((item) => {
    attributes.write(writer.reset(), item, without);
    return Buffer.from(writer.bytes()).toString('hex');
  });
}

function plainly(items: readonly Attributes[], without?: ReadonlySet<string>): string[] {
  return items.map((item) => {
    const writer = new ProtobufWriter();
    writeAttributes(writer, FIELD, item, without);
    return Buffer.from(writer.bytes()).toString('hex');
  });
}

describe('attributes that repeat', () => {
  it('are written as ever, whatever came before', () => {
    const value = fc.constantFrom<unknown>('a', 'b', '', 'é', 0, -0, 1, 1.5, Number.NaN, true, false, undefined, null, 'x'.repeat(300), ['a'], { a: 1 }); // prettier-ignore
    const item = fc.dictionary(fc.constantFrom('route', 'status', 'constructor', '__proto__', 'é'), value);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        expect(written(items)).toEqual(plainly(items));
        expect(written(items, new Set(['status']))).toEqual(plainly(items, new Set(['status'])));
      }),
    );
  });

  it('are the same again after many changes, and where there are more names than are remembered', () => {
    const changing = Array.from({ length: 300 }, (_, index) => ({ at: Math.floor(index / 3), [`name ${index}`]: 'a' }));
    const items = [...changing, ...changing, ...changing];
    expect(written(items)).toEqual(plainly(items));
  });

  it('are not taken from what a list was before', () => {
    const list = ['a'];
    const attributes = new AttributeWriter(FIELD);
    const writer = new ProtobufWriter();
    for (let time = 0; time < 3; time += 1) attributes.write(writer, { list });
    list.push('b');
    attributes.write(writer.reset(), { list });
    expect([Buffer.from(writer.bytes()).toString('hex')]).toEqual(plainly([{ list: ['a', 'b'] }]));
  });

  it('take their bytes from the item before', () => {
    const attributes = new AttributeWriter(FIELD);
    const writer = new ProtobufWriter();
    const asText = jest.spyOn(writer, 'string');
    const counts = [1, 2, 3, 4].map(() => {
      asText.mockClear();
      attributes.write(writer.reset(), { route: '/home', at: 'a' });
      return asText.mock.calls.length;
    });
    expect(counts).toEqual([4, 4, 0, 0]);
  });
});
