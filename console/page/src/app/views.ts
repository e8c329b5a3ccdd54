import type { Component } from 'svelte';
import type { ViewName } from '../address/route.js';
import type { IconName } from '../parts/icon-name.js';
import TracesView from '../traces/TracesView.svelte';

export interface Tab {
  readonly view: ViewName;
  readonly title: string;
  readonly icon: IconName;
  /** With `g` before it, goes there. */
  readonly key: string;
}

export const TABS: readonly Tab[] = [
  { view: 'traces', title: 'Traces', icon: 'traces', key: 't' },
  { view: 'query', title: 'Query', icon: 'query', key: 'q' },
  { view: 'errors', title: 'Errors', icon: 'errors', key: 'e' },
  { view: 'logs', title: 'Logs', icon: 'logs', key: 'l' },
  { view: 'map', title: 'Map', icon: 'map', key: 'm' },
  { view: 'destinations', title: 'Destinations', icon: 'destinations', key: 'd' },
];

/** The first view is at hand for the first paint; the others are fetched when they are first looked at. */
const loaders: Record<ViewName, () => Promise<{ default: Component }>> = {
  traces: async () => ({ default: TracesView }),
  trace: () => import('../trace/TraceView.svelte'),
  query: () => import('../query/QueryView.svelte'),
  errors: () => import('../errors/ErrorsView.svelte'),
  logs: () => import('../logs/LogsView.svelte'),
  map: () => import('../map/MapView.svelte'),
  destinations: () => import('../destinations/DestinationsView.svelte'),
};

export async function loadView(view: ViewName): Promise<Component> {
  return (await loaders[view]()).default;
}
/** Whether it shows what the console has, which it may lose. A trace that is read and a query that is written are not taken away. */
export function isOfOneRun(view: ViewName): boolean {
  return view !== 'trace' && view !== 'query';
}

export { TracesView };
