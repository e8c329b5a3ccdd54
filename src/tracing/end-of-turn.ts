import { AsyncLocalStorage } from 'node:async_hooks';

/** Where one turn brings more, these are worked off in between: what waits stays small whatever happens in a turn. */
const MAX_WAITING = 512;

/** Runs a function in no request's context: what waits belongs to many. */
const outside = AsyncLocalStorage.snapshot();

/**
 * Does the same work for all that one turn of the event loop brought, when the turn ends. Under load these are dozens of
 * requests: done one after the other that work finds its code and its tables in the processor's caches, where between two
 * parts of a web server it finds neither. docs/adr/0019-work-at-the-end-of-the-turn.md has the figures.
 */
export class EndOfTurn<Item> {
  private waiting: Item[] = [];
  private isClosed = false;

  /** @param work must not throw. */
  constructor(private readonly work: (item: Item) => void) {}

  add(item: Item): void {
    const count = this.waiting.push(item);
    if (this.isClosed || count >= MAX_WAITING) this.drain();
    else if (count === 1) outside(setImmediate, this.drain);
  }

  /** Does what is left to do, now. */
  readonly drain = (): void => {
    if (this.waiting.length === 0) return;
    const items = this.waiting;
    this.waiting = [];
    for (const item of items) this.work(item);
  };

  /** From now on nothing waits: there may be no further turn. */
  close(): void {
    this.isClosed = true;
    this.drain();
  }
}
