const ROUTES = [
  '/api/activities/home',
  '/api/activities/@:handle',
  '/api/messages',
  '/api/activities/search',
  '/api/health',
];
const CHILDREN = ['home-activities', 'db.query', 'cache.get', 'render'];
const USERS = 500;
const RESOURCE = { 'service.name': 'backend', 'service.version': '1.0.0', 'host.name': 'bench', 'process.pid': 1 };
const EMPTY = [];
/** A request's span and its children. */
const SPANS_IN_TRACE = 1 + CHILDREN.length;
const SPAN_APART_NS = 3_000_000n;

/** Spans of a web service, one after the other, that end now: traces of five, durations over three magnitudes, 2 % errors. */
export class SpanSource {
  #made = 0;
  #startNs = BigInt(Date.now()) * 1_000_000n - 3_600_000_000_000n;
  #random = seeded(1);
  #trace;
  /** The id of one trace in the middle of what was made. */
  sample;

  take(count) {
    return Array.from({ length: count }, () => this.#next());
  }

  /** From when on spans are, in seconds since the epoch. */
  startSeconds = Math.floor(Date.now() / 1000) - 3600;

  get endSeconds() {
    return Number(this.#startNs / 1_000_000_000n) + 1;
  }

  #next() {
    const place = this.#made % SPANS_IN_TRACE;
    this.#made += 1;
    this.#startNs += SPAN_APART_NS;
    if (place === 0) this.#trace = this.#newTrace();
    return place === 0 ? this.#request() : this.#child(place);
  }

  #newTrace() {
    const seconds = Number(this.#startNs / 1_000_000_000n);
    const id = seconds.toString(16).padStart(8, '0') + this.#hex(24);
    if (this.#made % 500_000 === 1) this.sample = id;
    return { id, root: this.#hex(16), route: this.#pick(ROUTES), user: `user-${Math.floor(this.#random() * USERS)}` };
  }

  #request() {
    const { id, root, route, user } = this.#trace;
    const failed = this.#random() < 0.02;
    return this.#span({
      trace_id: id,
      span_id: root,
      name: `GET ${route}`,
      kind: 'server',
      status_code: failed ? 2 : 0,
      attributes: {
        'http.request.method': 'GET',
        'http.route': route,
        'http.response.status_code': failed ? 500 : 200,
        'url.path': route,
        'enduser.id': user,
        'client.address': '127.0.0.1',
        'user_agent.original': 'bench',
      },
    });
  }

  #child(place) {
    const { id, root } = this.#trace;
    const attributes = { 'app.result_length': Math.floor(this.#random() * 100), 'app.cache': this.#random() < 0.5 };
    return this.#span({ trace_id: id, span_id: this.#hex(16), parent_id: root, name: CHILDREN[place - 1], attributes });
  }

  #span(given) {
    return {
      kind: 'internal',
      service: 'backend',
      scope: { name: 'bench', version: '1.0.0' },
      start_ns: String(this.#startNs),
      duration_ns: Math.floor(Math.exp(this.#random() * 7) * 100_000),
      status_code: 0,
      resource: RESOURCE,
      events: EMPTY,
      links: EMPTY,
      ...given,
    };
  }

  #pick(list) {
    return list[Math.floor(this.#random() * list.length)];
  }

  #hex(length) {
    let text = '';
    while (text.length < length)
      text += Math.floor(this.#random() * 0x100000000)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, length);
  }
}

/** Mulberry32: the same spans each time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}
