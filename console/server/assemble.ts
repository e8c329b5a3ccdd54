import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import type { AboutAnswer } from '../api/answers.js';
import type { ConsoleConfig } from './console.config.js';
import { deepLinks, honeycombDatasetUrl } from './destinations/deep-links.js';
import { DestinationBook } from './destinations/destination-book.js';
import { createConsoleApp } from './http/create-console-app.js';
import { RecentSpans } from './ingest/recent-spans.js';
import type { Received } from './ingest/signals.js';
import { LiveFeed } from './live/live-feed.js';
import { readSavedQueries } from './saved-queries/read-saved-queries.js';
import type { SpanStore } from './store/span-store.js';
import { Owners } from './lifecycle/owners.js';
import { projectFolder } from './lifecycle/project-folder.js';
import { Trouble } from './lifecycle/trouble.js';

export interface Console {
  readonly app: Express;
  readonly live: LiveFeed;
  readonly owners: Owners;
  readonly store: SpanStore;
}

interface Parts {
  readonly config: ConsoleConfig;
  readonly token: string | undefined;
  readonly store: SpanStore;
  readonly onOwnersGone: (() => void) | undefined;
}

/** The one place that knows all the parts: rows go to the store, then to those who watch. */
export function assemble({ config, token, store, onOwnersGone }: Parts): Console {
  const folder = projectFolder();
  const { note: onError } = new Trouble();
  const book = new DestinationBook(config.elsewhere.honeycombIsOtlp);
  const destinations = () => book.answer();
  const live = new LiveFeed({ store, destinations, onError });
  const owners = new Owners(onOwnersGone);
  const recent = new RecentSpans();
  const keep = ({ spans, logs, points }: Received) =>
    recent.once(spans, async (unseen) => {
      const rows = { spans: unseen, logs };
      if (unseen.length > 0 || logs.length > 0) await store.append(rows);
      book.noteRows(rows);
      live.noteRows(rows);
      if (book.notePoints(points)) live.noteDestinations();
    });
  const app = createConsoleApp({
    store,
    live,
    owners,
    keep,
    onError,
    destinations,
    linksOf: (trace) => deepLinks(config.elsewhere, trace),
    savedQueries: () => readSavedQueries(join(folder, 'console', 'queries'), onError),
    about: about(config, store, folder),
    allowedHosts: config.allowedHosts,
    origins: config.origins,
    token,
    pageFolder: join(folder, 'console', 'dist', 'page'),
  });
  return { app, live, owners, store };
}

function about({ serviceUrl, elsewhere }: ConsoleConfig, { engine }: SpanStore, folder: string): AboutAnswer {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const dataset = honeycombDatasetUrl(elsewhere, elsewhere.dataset);
  return {
    version,
    engine,
    ...(serviceUrl !== undefined && { service_url: serviceUrl }),
    ...(dataset !== undefined && { honeycomb_dataset_url: dataset }),
  };
}
