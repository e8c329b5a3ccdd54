import { crc32 } from 'node:zlib';
import type { Group } from '../delivery-protocol.js';

/**
 * A record on disk is a header of 36 bytes and a payload. All numbers are unsigned 32-bit, little-endian:
 *
 *     magic  kind  id  groups  items  plain bytes  payload length  payload crc32  crc32 of the header before it
 *
 * The header has a checksum of its own so that a torn payload can still be counted in items.
 */
export interface RecordHeader {
  readonly kind: 'groups' | 'zipped groups' | 'settled';
  /** The record's number in its journal; of a `settled` record, the number of the record that it is about. */
  readonly id: number;
  readonly groupCount: number;
  readonly items: number;
  /** Bytes of the groups, not compressed. */
  readonly plainBytes: number;
  readonly payloadBytes: number;
  readonly payloadCrc: number;
}

export const HEADER_BYTES = 36;
const MAGIC = 0x31505354;
const KINDS = ['groups', 'zipped groups', 'settled'] as const;

export function encodeRecord(
  { kind, id, groupCount, items, plainBytes }: Omit<RecordHeader, 'payloadBytes' | 'payloadCrc'>,
  payload: Buffer,
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const numbers = [MAGIC, KINDS.indexOf(kind), id, groupCount, items, plainBytes, payload.byteLength, crc32(payload)];
  numbers.forEach((number, index) => header.writeUInt32LE(number, index * 4));
  header.writeUInt32LE(crc32(header.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return Buffer.concat([header, payload]);
}

/** The header at `at`, or undefined where there is none that is whole. */
export function decodeHeader(file: Buffer, at: number): RecordHeader | undefined {
  if (at + HEADER_BYTES > file.byteLength) return undefined;
  const header = file.subarray(at, at + HEADER_BYTES);
  const number = (index: number) => header.readUInt32LE(index * 4);
  const kind = KINDS[number(1)];
  if (number(0) !== MAGIC || !kind || number(8) !== crc32(header.subarray(0, HEADER_BYTES - 4))) return undefined;
  const [id, groupCount, items] = [number(2), number(3), number(4)];
  const [plainBytes, payloadBytes, payloadCrc] = [number(5), number(6), number(7)];
  return { kind, id, groupCount, items, plainBytes, payloadBytes, payloadCrc };
}

export function isWhole(header: RecordHeader, payload: Buffer): boolean {
  return payload.byteLength === header.payloadBytes && crc32(payload) === header.payloadCrc;
}

/** For each group its length and items, then the bytes of all. */
export function encodeGroups(groups: readonly Group[]): Buffer {
  const table = Buffer.alloc(groups.length * 8);
  groups.forEach(({ bytes, items }, index) => {
    table.writeUInt32LE(bytes.byteLength, index * 8);
    table.writeUInt32LE(items, index * 8 + 4);
  });
  return Buffer.concat([table, ...groups.map(({ bytes }) => bytes)]);
}

export function decodeGroups(payload: Buffer, groupCount: number): Group[] {
  let at = groupCount * 8;
  return Array.from({ length: groupCount }, (_, index) => {
    const length = payload.readUInt32LE(index * 8);
    at += length;
    return { bytes: payload.subarray(at - length, at), items: payload.readUInt32LE(index * 8 + 4) };
  });
}
