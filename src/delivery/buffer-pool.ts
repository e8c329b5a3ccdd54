const SMALLEST_BYTES = 16 * 1024;
/** One that is filled and one that is compressed or sent; what circulates beside these is taken by whoever asks next. */
const MAX_SPARE = 2;

/**
 * The buffers of one queue's batches, or of one destination's requests, used again and again. A buffer a batch would be freed
 * by a full collection only, as it lives for a second: 5 MB a second at 5,000 requests, and one such collection for each of
 * these seconds.
 */
export class BufferPool {
  private readonly spare: Buffer[] = [];

  /** At least so many bytes, of any content; the largest that there is, so that it need not grow. */
  take(bytes = SMALLEST_BYTES): Buffer {
    const largest = this.spare.at(-1);
    if (largest !== undefined && largest.byteLength >= bytes) return this.spare.pop()!;
    return Buffer.allocUnsafeSlow(Math.max(SMALLEST_BYTES, 2 ** Math.ceil(Math.log2(bytes))));
  }

  /** Whoever gives a buffer back has seen to it that nobody reads it any more. */
  give(buffer: Buffer): void {
    this.spare.push(buffer);
    this.spare.sort((one, other) => one.byteLength - other.byteLength);
    if (this.spare.length > MAX_SPARE) this.spare.shift();
  }
}
