import type { BufferPool } from './buffer-pool.js';
import type { Framing, Group } from './delivery-protocol.js';
import type { Shape } from './framing.js';

/** A closed body may be a quarter of its memory. */
const MOST_UNUSED = 4;

/** A framed body and where its groups stand in it, in memory that its pool gets back. */
export class Body {
  private buffer: Buffer;
  private used = 0;
  private readonly lengths: number[] = [];
  private readonly items: number[] = [];
  /** Somebody has views of it that nothing says the end of. */
  private isLent = false;

  constructor(
    private readonly pool: BufferPool,
    private readonly framing: Framing,
  ) {
    this.buffer = pool.take();
    this.write(framing.prefix);
  }

  static of(groups: readonly Group[], framing: Framing, pool: BufferPool): Body {
    const body = new Body(pool, framing);
    for (const group of groups) body.push(group);
    return body.close();
  }

  /** Copies the group: its bytes may be used for something else at once. */
  push({ bytes, items }: Group): void {
    if (this.lengths.length > 0) this.write(this.framing.separator);
    this.reserve(bytes.byteLength);
    this.buffer.set(bytes, this.used);
    this.used += bytes.byteLength;
    this.lengths.push(bytes.byteLength);
    this.items.push(items);
  }

  /** No group comes any more. What is small moves into memory of its size: the accounts of memory count what is used. */
  close(): this {
    this.write(this.framing.suffix);
    if (this.used * MOST_UNUSED < this.buffer.byteLength) this.move(Buffer.allocUnsafeSlow(this.used));
    return this;
  }

  get groupCount(): number {
    return this.lengths.length;
  }

  get shape(): Shape {
    return { lengths: this.lengths, items: this.items };
  }

  /** A view: good until the body is freed. */
  get bytes(): Buffer {
    return this.buffer.subarray(0, this.used);
  }

  /** From now on whoever has views has them for good: the memory is not used again. */
  lend(): this {
    this.isLent = true;
    return this;
  }

  /** The end: nothing that was not lent is read any more. */
  free(): void {
    if (!this.isLent) this.pool.give(this.buffer);
    this.isLent = true;
  }

  private write(text: string): void {
    if (text === '') return;
    this.reserve(text.length * 3);
    this.used += this.buffer.write(text, this.used);
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.byteLength) return;
    this.move(this.pool.take(this.used + bytes));
  }

  private move(to: Buffer): void {
    to.set(this.bytes);
    if (!this.isLent) this.pool.give(this.buffer);
    this.isLent = false;
    this.buffer = to;
  }
}
