export type BoundValue = string | number | boolean | bigint;

/** The values of one statement. Whatever comes from outside stands in its text as a number of these and in no other way. */
export class Parameters {
  readonly values: BoundValue[] = [];

  /** What to write in the value's place. */
  bind(value: BoundValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
