import { parseQuery, prettyQuery } from './query-address.js';
import { changed, FIRST_QUERY, type QuerySpec } from './query-spec.js';

/** The query that is being written, as the builder's parts and as JSON: each follows the other; text that is no query waits. */
export class QueryDraft {
  spec = $state.raw<QuerySpec>(FIRST_QUERY);
  text = $state(prettyQuery(FIRST_QUERY));
  /** Why the text is not what the builder shows. */
  problem = $state<string>();

  set(spec: QuerySpec): void {
    this.spec = spec;
    this.text = prettyQuery(spec);
    this.problem = undefined;
  }

  change(parts: Partial<QuerySpec>): void {
    this.set(changed(this.spec, parts));
  }

  type(text: string): void {
    this.text = text;
    const { spec, problem } = parseQuery(text);
    this.problem = problem;
    if (spec !== undefined) this.spec = spec;
  }
}
