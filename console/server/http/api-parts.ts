import type { AboutAnswer, DestinationsAnswer, SavedQueriesAnswer } from '../../api/answers.js';
import type { DeepLink } from '../../api/spans.js';
import type { SpanStore, StoredTrace } from '../store/span-store.js';

/** What the API asks to answer. */
export interface ApiParts {
  readonly store: SpanStore;
  readonly destinations: () => DestinationsAnswer;
  readonly linksOf: (trace: StoredTrace) => readonly DeepLink[];
  readonly savedQueries: () => Promise<SavedQueriesAnswer>;
  readonly about: AboutAnswer;
}
