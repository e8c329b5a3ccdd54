// npm run test:faults: what the service does while its destinations fail, row by row (docs/faults.md explains each).
// Options: --quick (about 5 minutes), --only TEXT (rows with this in their name; may be given again), --list, --json, --app FILE (another
// build), --rounds N and --seconds N (of the measured whiles of one row), --again N (at most, of a row whose p99 is over).
// Speaks to 127.0.0.1 only and ends by itself; exit code 1 where a row falls short. With --quick, which CI runs on whatever
// machine it gets, what is a matter of time or memory is printed and decides nothing.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isSlow, judge } from './judge.js';
import { Lab } from './lab.js';
import { outageRow } from './outage-row.js';
import { pairedRow } from './paired-row.js';
import { PROCESS_ROWS } from './process-rows.js';
import { table, verdict } from './report.js';
import { QUICK, WHOLE } from './rows.js';
import { ServiceProcess } from './service-process.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string', multiple: true, default: [''] },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
    app: { type: 'string', default: 'dist/main.js' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    again: { type: 'string' },
  },
});
const PACE = values.quick ? { rounds: 4, seconds: 0.5, warmSeconds: 1 } : { rounds: 8, seconds: 0.8, warmSeconds: 2 };
if (values.rounds) PACE.rounds = Number(values.rounds);
if (values.seconds) PACE.seconds = Number(values.seconds);
const AGAIN = Number(values.again ?? (values.quick ? 0 : 3));
const rows = (values.quick ? QUICK : WHOLE).filter(({ name }) => values.only.some((text) => name.includes(text)));

if (values.list) for (const { name } of rows) console.log(name);
else process.exitCode = await run();

async function run() {
  if (!existsSync(values.app)) throw new Error(`${values.app} is missing: npm run build`);
  const startedAt = performance.now();
  const lab = new Lab(values.app, PACE);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(lab));
  const results = [];
  try {
    await lab.learn();
    for (const row of rows) results.push(await measure(row, lab));
  } finally {
    lab.close();
  }
  const short = results.filter(({ short: faults }) => faults.length > 0).length;
  if (values.json)
    console.log(JSON.stringify({ node: process.version, quick: values.quick ?? false, results }, null, 2));
  else console.log(table(results));
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  process.stderr.write(`fault table: ${results.length - short} of ${results.length} rows hold, ${minutes} min\n`);
  return short > 0 ? 1 : 0;
}

/** What a busy machine does to p99 it does not do four times: a row that is over is measured again, until it is not. */
async function measure(row, lab) {
  let result = await measureOnce(row, lab, 1);
  for (let time = 2; time <= AGAIN + 1 && row.kind !== 'process' && isSlow(result); time += 1) {
    process.stderr.write(`again: ${row.name}: ${verdict(result)}\n`);
    result = await measureOnce(row, lab, time);
  }
  const word = result.skipped ? 'not run' : result.short.length > 0 ? 'not ok' : 'ok';
  process.stderr.write(`${word}: ${row.name}: ${verdict(result)}\n`);
  return result;
}

async function measureOnce(row, lab, time) {
  const { name } = row;
  const { skipped, failure, ...measured } = await outcomeOf(row, lab);
  if (failure) return { name, short: [failure], exact: [failure], timed: [] };
  if (skipped) return { name, short: [], exact: [], timed: [], skipped };
  const { exact, timed } = judge({ ...row, ...PROCESS_ROWS[name] }, measured);
  return { name, short: values.quick ? exact : [...exact, ...timed], exact, timed, time, measured };
}

async function outcomeOf(row, lab) {
  const { kind, name, faults } = row;
  try {
    if (kind === 'outage') return await outageRow(row, lab);
    if (kind === 'process') return await PROCESS_ROWS[name].run(lab);
    const needsTls = Object.values(faults).includes('TLS with a wrong certificate');
    if (needsTls && !lab.certificates) return { skipped: 'there is no openssl to make a certificate with' };
    return await pairedRow(row, lab);
  } catch (error) {
    ServiceProcess.killAll();
    return { failure: `could not be measured: ${error.stack}` };
  }
}

function stop(lab) {
  lab.close();
  process.exit(130);
}
