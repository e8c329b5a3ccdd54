/** The page's address after the `#`: `/<view>/<id>?<parameters>`. The server sees none of it, so any address can be shared and reloaded. */
export interface Route {
  readonly view: ViewName;
  /** The trace of the trace view. */
  readonly id?: string;
  readonly params: Readonly<Record<string, string>>;
}

export const VIEWS = ['traces', 'trace', 'query', 'errors', 'logs', 'map', 'destinations'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Undefined, empty and false parameters are left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

/** An address of nobody's is the first view. */
export function parseRoute(hash: string): Route {
  const [path, query] = splitOnce(hash.replace(/^#?\/?/, ''), '?');
  const [view, id] = splitOnce(path, '/');
  const params = Object.fromEntries(new URLSearchParams(query));
  if (!isView(view)) return { view: 'traces', params };
  return { view, params, ...(id !== '' && { id: decoded(id) }) };
}

export function formatRoute(view: ViewName, params: Params = {}, id?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, String(value));
  }
  const path = id === undefined ? view : `${view}/${encodeURIComponent(id)}`;
  return query.size === 0 ? `#/${path}` : `#/${path}?${query}`;
}

function isView(name: string): name is ViewName {
  return (VIEWS as readonly string[]).includes(name);
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** An address that a person mistyped may hold half an escape. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return id;
    throw error;
  }
}
