// Preloaded with --expose-gc: answers each message of the parent with what is in the heap after a full collection.
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  process.send({ heapUsed, external, arrayBuffers, rss });
});
process.channel.unref();
