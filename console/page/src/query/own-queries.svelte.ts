import type { QuerySpec } from './query-spec.js';

const KEY = 'cruddur-console.queries';
export interface OwnQuery {
  readonly name: string;
  readonly query: QuerySpec;
}

/** Queries that this browser keeps; those for everybody are files of the project (console/queries). */
class OwnQueries {
  list = $state.raw<readonly OwnQuery[]>(read());

  keep(name: string, query: QuerySpec): void {
    this.#write([...this.list.filter((own) => own.name !== name), { name, query }]);
  }

  forget(name: string): void {
    this.#write(this.list.filter((own) => own.name !== name));
  }

  #write(list: readonly OwnQuery[]): void {
    this.list = list;
    localStorage.setItem(KEY, JSON.stringify(list));
  }
}

/** Another version of the page may have written something else. */
function read(): readonly OwnQuery[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? (list as OwnQuery[]) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

export const ownQueries = new OwnQueries();
