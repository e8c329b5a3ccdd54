import { SINKS } from './trial.js';

/** What each request means for each sink, learned from a service whose destinations are all well: items by sink and path. */
export function learnItems(issued, arrived) {
  return Object.fromEntries(
    SINKS.map((sink) => {
      const items = {};
      // The most that any trace has: a datagram may get lost on its way to the stand-in.
      for (const { trace, path } of issued) items[path] = Math.max(items[path] ?? 0, arrived[sink].byTrace[trace] ?? 0);
      return [sink, items];
    }),
  );
}

/** How many items of each sink these requests must have made. */
export function expectedItems(learned, issued) {
  const count = (sink) => issued.reduce((sum, { path }) => sum + (learned[sink][path] ?? 0), 0);
  return Object.fromEntries(SINKS.map((sink) => [sink, count(sink)]));
}

/** The traces of which each of `sinks` must have something, whatever it is worth. */
export function tracesBySink(issued, sinks) {
  const tracesFor = (sink) => (sink === 'rollbar' ? issued.filter(makesItem) : issued).map(({ trace }) => trace);
  return Object.fromEntries(sinks.map((sink) => [sink, tracesFor(sink)]));
}

function makesItem({ path }) {
  return path.startsWith('/rollbar');
}

/** The requests of which a sink has less than it should, newest last. */
export function incomplete(learned, issued, arrived, sink) {
  const isShort = ({ trace, path }) => (arrived[sink].byTrace[trace] ?? 0) < (learned[sink][path] ?? 0);
  return issued.filter(isShort).toSorted((one, other) => one.at - other.at);
}
