import { closedLoopTool } from './load/closed-loop.js';
import { measure, timeStart } from './measure.js';
import { nodeVersion } from './node-version.js';
import { comparison } from './report/comparison.js';

/** All variants in every round, so that whatever else the machine does meets them alike; then each variant's starts. */
export async function compare(setting) {
  const { variants, rounds, seconds, rate, starts, layout, node } = setting;
  const measured = variants.map((variant) => ({ variant, runs: [], startMs: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { variant, runs } of measured) runs.push(await measure(variant, setting));
    process.stderr.write(`${nodeVersion(node)}: round ${round + 1} of ${rounds}\n`);
  }
  // The rounds have filled the compile cache, as a container's image does.
  for (let start = 0; start < starts; start += 1) {
    for (const { variant, startMs } of measured) startMs.push(await timeStart(variant, setting));
  }
  const method = { node: nodeVersion(node), rounds, seconds, rate, cores: layout, closedLoop: closedLoopTool };
  return comparison(measured, method);
}
