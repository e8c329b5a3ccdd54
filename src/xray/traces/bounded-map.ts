/**
 * A map that forgets what was set the longest ago: it has the last `size` keys that were set, and at most as many from before.
 * Two maps take turns. One alone, whose first entry is deleted for each that is added, is searched for its first entry through
 * all that were deleted before: with 10,000 keys that was 9 us of every request, by profile.
 */
export class BoundedMap<Key, Value extends {}> {
  private current = new Map<Key, Value>();
  private former = new Map<Key, Value>();

  constructor(private readonly size: number) {}

  get(key: Key): Value | undefined {
    return this.current.get(key) ?? this.former.get(key);
  }

  set(key: Key, value: Value): void {
    this.current.set(key, value);
    if (this.current.size < this.size) return;
    this.former = this.current;
    this.current = new Map();
  }

  delete(key: Key): void {
    this.current.delete(key);
    this.former.delete(key);
  }
}
