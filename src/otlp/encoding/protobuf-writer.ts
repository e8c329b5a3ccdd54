import type { HrTime } from '@opentelemetry/api';
import { putLongVarint, putVarint, varintBytes } from './varint.js';

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const INITIAL_BYTES = 64 * 1024;
const KEPT_BYTES = 1024 * 1024;
/** Up to here a loop over the characters beats the call into the runtime. */
const LOOP_CHARACTERS = 48;

/**
 * Writes protobuf fields one after the other into one growing buffer. A nested message is written between `open` and
 * `close`, which puts its length in front. https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufWriter {
  private buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  private position = 0;

  /** Forgets what was written; a writer whose caller threw in the middle is as good as new. */
  reset(): this {
    this.position = 0;
    if (this.buffer.length > KEPT_BYTES) this.buffer = Buffer.allocUnsafe(INITIAL_BYTES);
    return this;
  }

  get byteLength(): number {
    return this.position;
  }

  /** What was written: a view, good until the writer is reset. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.position);
  }

  /** @param lengthBytes how many bytes the message's length will probably take; another size costs a move. */
  open(field: number, lengthBytes = 1): number {
    this.tag(field, LENGTH_DELIMITED);
    this.reserve(lengthBytes);
    this.position += lengthBytes;
    return this.position;
  }

  close(start: number, lengthBytes = 1): void {
    const length = this.position - start;
    const needed = varintBytes(length);
    if (needed !== lengthBytes) this.shift(start, needed - lengthBytes);
    putVarint(this.buffer, start - lengthBytes, length);
  }

  varint(field: number, value: number): void {
    this.tag(field, VARINT);
    this.reserve(10);
    if (value >= 0 && value < 0x1_0000_0000) this.position = putVarint(this.buffer, this.position, value);
    else this.position = putLongVarint(this.buffer, this.position, value);
  }

  double(field: number, value: number): void {
    this.tag(field, FIXED64);
    this.reserve(8);
    this.position = this.buffer.writeDoubleLE(value, this.position);
  }

  fixed32(field: number, value: number): void {
    this.tag(field, FIXED32);
    this.reserve(4);
    this.position = put32(this.buffer, this.position, value);
  }

  /**
   * A time as nanoseconds since the epoch, exact until the year 2116: 10^9 is 1,953,125 * 2^9, and seconds times the
   * first factor stay below 2^53.
   */
  time(field: number, [seconds, nanoseconds]: HrTime): void {
    this.tag(field, FIXED64);
    this.reserve(8);
    const units = seconds * 1_953_125;
    const high = Math.floor(units / 0x80_0000);
    const low = (units - high * 0x80_0000) * 512 + nanoseconds;
    const carry = Math.floor(low / 0x1_0000_0000);
    this.position = put32(this.buffer, this.position, low);
    this.position = put32(this.buffer, this.position, high + carry);
  }

  /** Text as UTF-8; a lone surrogate becomes U+FFFD. */
  string(field: number, text: string): void {
    this.tag(field, LENGTH_DELIMITED);
    // No UTF-16 unit takes more than three bytes of UTF-8.
    this.reserve(text.length * 3 + 5);
    if (text.length <= LOOP_CHARACTERS && this.ascii(text)) return;
    const lengthBytes = varintBytes(text.length);
    const start = this.position + lengthBytes;
    this.position = start + this.buffer.write(text, start, 'utf8');
    this.close(start, lengthBytes);
  }

  /** The bytes that `hex`, an id, stands for. */
  hex(field: number, hex: string): void {
    this.tag(field, LENGTH_DELIMITED);
    const length = hex.length >>> 1;
    this.reserve(length + 5);
    const { buffer } = this;
    const start = putVarint(buffer, this.position, length);
    for (let index = 0; index < length; index += 1)
      buffer[start + index] = (nibble(hex.charCodeAt(2 * index)) << 4) | nibble(hex.charCodeAt(2 * index + 1));
    this.position = start + length;
  }

  bytesField(field: number, bytes: Uint8Array): void {
    this.tag(field, LENGTH_DELIMITED);
    this.reserve(5);
    this.position = putVarint(this.buffer, this.position, bytes.length);
    this.raw(bytes);
  }

  /** Fields that were written before. */
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.position);
    this.position += bytes.length;
  }

  private tag(field: number, wireType: number): void {
    this.reserve(2);
    this.position = putVarint(this.buffer, this.position, (field << 3) | wireType);
  }

  /** Writes length and text, or nothing at all where the text is not ASCII. Short text only. */
  private ascii(text: string): boolean {
    const { buffer, position } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return false;
      buffer[position + 1 + index] = code;
    }
    buffer[position] = text.length;
    this.position = position + 1 + text.length;
    return true;
  }

  private shift(start: number, by: number): void {
    this.reserve(Math.max(by, 0));
    this.buffer.copyWithin(start + by, start, this.position);
    this.position += by;
  }

  private reserve(bytes: number): void {
    const needed = this.position + bytes;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.position));
    this.buffer = grown;
  }
}

function put32(buffer: Buffer, position: number, value: number): number {
  buffer[position] = value;
  buffer[position + 1] = value >>> 8;
  buffer[position + 2] = value >>> 16;
  buffer[position + 3] = value >>> 24;
  return position + 4;
}

function nibble(code: number): number {
  // Digits are 0x30..0x39; letters, of either case, have their value less nine in the low four bits.
  return code < 0x40 ? code & 0xf : (code & 0xf) + 9;
}
