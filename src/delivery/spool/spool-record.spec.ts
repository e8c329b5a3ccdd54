import * as fc from 'fast-check';
import { decodeGroups, decodeHeader, encodeGroups, encodeRecord, HEADER_BYTES, isWhole } from './spool-record.js';

const groups = [
  { bytes: Buffer.from('first'), items: 2 },
  { bytes: Buffer.alloc(0), items: 0 },
  { bytes: Buffer.from('third'), items: 7 },
];
const payload = encodeGroups(groups);
const head = { kind: 'groups', id: 5, groupCount: 3, items: 9, plainBytes: payload.byteLength } as const;

describe('a record of the spool', () => {
  it('gives back what was written, anywhere in a file', () => {
    const file = Buffer.concat([Buffer.from('before'), encodeRecord(head, payload), Buffer.from('after')]);
    const header = decodeHeader(file, 6);
    expect(header).toMatchObject({ ...head, payloadBytes: payload.byteLength });
    const stored = file.subarray(6 + HEADER_BYTES, 6 + HEADER_BYTES + header!.payloadBytes);
    expect(isWhole(header!, stored)).toBe(true);
    expect(decodeGroups(stored, 3)).toEqual(groups);
  });

  it('is known to be torn wherever it was cut', () => {
    const record = encodeRecord(head, payload);
    for (let length = 0; length < record.byteLength; length += 1) {
      const cut = record.subarray(0, length);
      const header = decodeHeader(cut, 0);
      const isTorn = header && !isWhole(header, cut.subarray(HEADER_BYTES));
      expect(isTorn).toBe(length < HEADER_BYTES ? undefined : true);
    }
  });

  it('is known to be damaged whichever bit has turned', () => {
    const record = encodeRecord(head, payload);
    fc.assert(
      fc.property(fc.nat(record.byteLength * 8 - 1), (bit) => {
        const damaged = Buffer.from(record);
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        const header = decodeHeader(damaged, 0);
        expect(header !== undefined && isWhole(header, damaged.subarray(HEADER_BYTES))).toBe(false);
      }),
    );
  });
});
