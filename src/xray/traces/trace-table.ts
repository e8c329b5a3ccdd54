import { randomFillSync } from 'node:crypto';

const DIGITS_A_WORD = 8;
const WORDS = 4;
const FEWEST_PLACES = 64;

/** Whoever sends trace ids cannot know which of them meet in a table. */
const FACTORS = randomFillSync(new Uint32Array(WORDS)).map((factor) => factor | 1);

/** The id that is looked for, as numbers: there is one at a time. */
const wanted = new Uint32Array(WORDS);

/**
 * A map by trace id in memory that stays: one that lives long and has entries come and go, as traces do. A JavaScript map
 * that lives long makes its table anew, in the old generation, as often as it has grown or shrunk: for open traces and those
 * just closed that was 4 to 9 us of every request, by profile, and it brought full collections about.
 *
 * Open addressing: an entry stands at its place or behind it, before the first place that is free. It grows at three
 * quarters, and does not shrink.
 */
export class TraceTable<Value> {
  private count = 0;
  private bits: number;
  private ids: Uint32Array;
  private values: (Value | undefined)[];

  /** @param expected how many entries there is room for from the start. */
  constructor(expected = 0) {
    this.bits = Math.ceil(Math.log2(Math.max((expected * 4) / 3 + 1, FEWEST_PLACES)));
    this.ids = new Uint32Array(2 ** this.bits * WORDS);
    this.values = noValues(2 ** this.bits);
  }

  get size(): number {
    return this.count;
  }

  /** @param traceId 32 hex digits. */
  get(traceId: string): Value | undefined {
    readId(traceId);
    return this.values[this.placeOf(wanted)];
  }

  set(traceId: string, value: Value): void {
    readId(traceId);
    this.put(wanted, value);
    if (this.count * 4 > this.values.length * 3) this.grow();
  }

  delete(traceId: string): void {
    readId(traceId);
    const place = this.placeOf(wanted);
    if (this.values[place] === undefined) return;
    this.count -= 1;
    this.closeGap(place);
  }

  clear(): void {
    this.count = 0;
    this.values.fill(undefined);
  }

  private put(id: Uint32Array, value: Value): void {
    const place = this.placeOf(id);
    if (this.values[place] === undefined) {
      this.count += 1;
      this.ids.set(id, place * WORDS);
    }
    this.values[place] = value;
  }

  /** Where `id` stands, or the free place where it would. */
  private placeOf(id: Uint32Array): number {
    const { ids, values } = this;
    let place = this.homeOf(id[0]!, id[1]!, id[2]!, id[3]!);
    while (values[place] !== undefined && !isAt(ids, place * WORDS, id)) place = (place + 1) & (values.length - 1);
    return place;
  }

  private homeOf(a: number, b: number, c: number, d: number): number {
    const mixed = Math.imul(a, FACTORS[0]!) ^ Math.imul(b, FACTORS[1]!) ^ Math.imul(c, FACTORS[2]!);
    return (mixed ^ Math.imul(d, FACTORS[3]!)) >>> (32 - this.bits);
  }

  /** Whatever stands behind the gap moves into it where the gap would hide it. */
  private closeGap(gap: number): void {
    const { ids, values } = this;
    const last = values.length - 1;
    let free = gap;
    for (let place = (gap + 1) & last; values[place] !== undefined; place = (place + 1) & last) {
      const at = place * WORDS;
      const home = this.homeOf(ids[at]!, ids[at + 1]!, ids[at + 2]!, ids[at + 3]!);
      // As far as from its home to its place, at least, is it from the gap to its place: it may stand in the gap.
      if (((place - home) & last) < ((place - free) & last)) continue;
      values[free] = values[place];
      ids.copyWithin(free * WORDS, at, at + WORDS);
      free = place;
    }
    values[free] = undefined;
  }

  private grow(): void {
    const { ids, values } = this;
    this.bits += 1;
    this.count = 0;
    this.ids = new Uint32Array(ids.length * 2);
    this.values = noValues(values.length * 2);
    for (const [place, value] of values.entries())
      if (value !== undefined) this.put(ids.subarray(place * WORDS, (place + 1) * WORDS), value);
  }
}

function noValues(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}

function isAt(ids: Uint32Array, at: number, id: Uint32Array): boolean {
  return ids[at] === id[0] && ids[at + 1] === id[1] && ids[at + 2] === id[2] && ids[at + 3] === id[3];
}

function readId(hex: string): void {
  for (let word = 0; word < WORDS; word += 1) {
    let value = 0;
    for (let digit = word * DIGITS_A_WORD; digit < (word + 1) * DIGITS_A_WORD; digit += 1) {
      const code = hex.charCodeAt(digit);
      // Digits are 0x30..0x39; letters, of either case, have their value less nine in the low four bits.
      value = (value << 4) | (code < 0x40 ? code & 0xf : (code & 0xf) + 9);
    }
    wanted[word] = value;
  }
}
