/** There is no run of that id; 404. */
export class RunNotFound extends Error {
  override readonly name = 'RunNotFound';
  constructor(run: string) {
    super(`there is no run ${JSON.stringify(run)}`);
  }
}

/** The query asks for something that is not understood, not supported or not in the catalogue; its message names the part. 422. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused';
}

/** As many questions as may run at once already do, and as many as may wait already wait; 429. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
  constructor() {
    super('too many queries at once; ask again in a moment');
  }
}

/** The question took longer than its limit and was stopped; 504. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
  constructor(limitMs: number) {
    super(`the query took longer than ${limitMs / 1000} s and was stopped; a shorter time range reads less`);
  }
}

/** The engine has not the memory that the question takes; 422. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor() {
    super('the question takes more memory than there is; a shorter time range or a smaller limit takes less');
  }
}

/** Another console has this run's file open to write; 409. */
export class RunInUse extends Error {
  override readonly name = 'RunInUse';
  constructor(run: string) {
    super(`run ${JSON.stringify(run)} belongs to another console that is running`);
  }
}
