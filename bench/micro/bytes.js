import { microParts } from './parts.js';

const WARM_UP = 20_000;
const COUNTED = 10_000;

const told = {};
for (const { name, run, per = 1 } of await microParts()) {
  for (let left = WARM_UP; left > 0; left -= 1) await run();
  // In a full collection's wake nothing is collected again before the nursery is full, which it does not get.
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const isAsync = run() instanceof Promise;
  if (isAsync) for (let left = COUNTED; left > 0; left -= 1) await run();
  else for (let left = COUNTED; left > 0; left -= 1) run();
  told[name] = (process.memoryUsage().heapUsed - before) / COUNTED / per;
}
process.stdout.write(`\n${JSON.stringify(told)}\n`, () => process.exit(0));
