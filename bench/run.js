// npm run bench: what telemetry costs a request, as a ratio to the bare application measured in the same round. `--help` lists
// the options. Speaks to 127.0.0.1 only and ends by itself.
import { existsSync } from 'node:fs';
import { compare } from './compare.js';
import { measureHeap } from './heap.js';
import { measureIdle } from './idle.js';
import { options, USAGE } from './options.js';
import { profile } from './profile/run-profile.js';
import { coreLayout, stayOn } from './server/cores.js';
import { startSink } from './sink/start-sink.js';
import { measureSpans } from './span-count.js';
import { variants } from './variants.js';

if (options.help) {
  console.log(USAGE);
} else {
  if (!existsSync(`${options.dist}/main.js`)) throw new Error(`${options.dist}/main.js is missing: npm run build`);
  const cores = coreLayout(options.cores);
  stayOn(cores.load);
  const sink = await startSink();
  const chosen = variants(sink.ports, options.dist).filter(isWanted);
  const setting = { ...options, sink, cores: cores.server, layout: cores, variants: chosen };
  try {
    const measured = [];
    for (const node of options.nodes) {
      const { data, text } = await experiment()({ ...setting, node });
      measured.push(data);
      if (!options.json) console.log(`\n${text}`);
    }
    if (options.json) console.log(JSON.stringify(measured, null, 2));
  } finally {
    sink.stop();
  }
}

function experiment() {
  if (options.profile) return profile;
  if (options.heap) return measureHeap;
  if (options.idle) return measureIdle;
  return options.spans ? measureSpans : compare;
}

function isWanted({ name, onlyByName = false }) {
  if (options.variants.length === 0) return !onlyByName;
  return name === 'bare' || options.variants.some((part) => name.includes(part));
}
