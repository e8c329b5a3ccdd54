/** Numbers from 0 to 1 that are the same in every run, for traffic that looks like traffic. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  of<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** As durations are: most near `usual`, some far above. */
  duration(usual: number): number {
    return usual * Math.exp(this.between(-0.5, 0.5) + (this.next() < 0.06 ? this.between(0.5, 1.8) : 0));
  }

  /** `bytes` bytes as hex; never all zeros. */
  id(bytes: number): string {
    const digits = Array.from({ length: bytes * 2 - 1 }, () => Math.floor(this.next() * 16).toString(16));
    return `1${digits.join('')}`;
  }
}
