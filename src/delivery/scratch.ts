/**
 * Texts as bytes, in memory that is used again: Node's own for short texts is pieces of pools of 8 KiB each, which count as
 * garbage as large as they are. A queue copies what it is given, so nothing needs the bytes for longer.
 */
export class Scratch {
  private readonly buffer: Buffer;
  private used = 0;

  constructor(bytes: number) {
    this.buffer = Buffer.allocUnsafeSlow(bytes);
  }

  /** Nobody reads any more what was written. */
  reset(): this {
    this.used = 0;
    return this;
  }

  /** @returns `text` as UTF-8, good until the reset; in memory of its own where there is no room for it. */
  write(text: string): Buffer {
    const { buffer, used } = this;
    // No UTF-16 unit takes more than three bytes of UTF-8.
    if (used + text.length * 3 > buffer.byteLength) return Buffer.from(text);
    this.used += buffer.write(text, used);
    return buffer.subarray(used, this.used);
  }
}
