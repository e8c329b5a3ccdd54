const EVERY_MS = 100;
const SPANS = 500;

/** 5,000 spans a second, in requests of 500, until it is stopped. */
export function arrivals(store, source) {
  const began = performance.now();
  let arrived = 0;
  let slowestMs = 0;
  const open = new Set();
  const timer = setInterval(() => {
    const appending = append().finally(() => open.delete(appending));
    open.add(appending);
  }, EVERY_MS);
  async function append() {
    const from = performance.now();
    await store.append({ spans: source.take(SPANS), logs: [] });
    arrived += SPANS;
    slowestMs = Math.max(slowestMs, performance.now() - from);
  }
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return { perSecond: arrived / ((performance.now() - began) / 1000), slowestMs };
    },
  };
}
