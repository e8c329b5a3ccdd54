import { Bench } from 'tinybench';
import { microParts } from './parts.js';

/** So many at a time: the clock itself costs what a small part costs. */
const BATCH = 128;

/** The process's CPU time: on a busy machine a part of some microseconds waits longer than it works. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const time = Number(process.argv[2]);
const bench = new Bench({ time, warmupTime: time, now: cpuMs });
const parts = await microParts();
for (const { name, run } of parts) {
  // A part is asynchronous only where its caller has to wait for it.
  const isAsync = run() instanceof Promise;
  bench.add(
    name,
    isAsync
      ? async () => {
          for (let left = BATCH; left > 0; left -= 1) await run();
        }
      : () => {
          for (let left = BATCH; left > 0; left -= 1) run();
        },
  );
}
await bench.run();

const NS_A_MS = 1e6;
const told = bench.tasks.map(({ name, result }, index) => {
  if (result.error) throw result.error;
  const { p50, moe } = result.latency;
  const { per = 1, either } = parts[index];
  return [name, { ns: (p50 * NS_A_MS) / BATCH / per, spread: (moe * NS_A_MS) / BATCH / per, either }];
});
process.stdout.write(`\n${JSON.stringify(Object.fromEntries(told))}\n`, () => process.exit(0));
