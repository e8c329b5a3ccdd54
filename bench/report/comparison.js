import { countedBy } from '../measure.js';
import { median, spread } from '../statistics.js';
import { added, fixed, range } from './numbers.js';
import { table } from './table.js';

/** Above this share of the server's core taken by others, figures of time mean little. */
const QUIET = 0.05;

/** What was measured on one Node, and its table. */
export function comparison(measured, method) {
  const figures = measured.map((of) => ({ ...figuresOf(of, measured[0]), ...besideOf(of, measured) }));
  const runs = measured.map(({ variant, ...of }) => ({ variant: variant.name, ...of }));
  const { node, cores, rounds, seconds, closedLoop, rate } = method;
  const others = Math.max(...figures.map(({ othersShare }) => othersShare ?? 0));
  const lines = [
    `Node ${node}, server on core ${cores.server}${cores.pinned ? '' : ' (not pinned: no taskset)'}, ${rounds} rounds of ${seconds} s: ${closedLoop}, 50 connections; then ${rate} req/s`, // prettier-ignore
    ...(others > QUIET ? [`Others took up to ${fixed(others * 100, 0)} % of that core: repeat this on a quiet machine.`] : []), // prettier-ignore
    table(figures.map((figure) => rowOf(figure, figures[0], cores.server.includes('-') ? 1 : 0))),
    ...figures.filter(({ beside }) => beside).map(besideLine),
  ];
  return { data: { ...method, figures, runs }, text: lines.join('\n') };
}

function figuresOf({ variant, runs, startMs }, bare) {
  const middle = (pick) => median(runs.map(pick));
  const ratios = runs.map(({ rate }, round) => rate / bare.runs[round].rate);
  const addedUs = runs.map(({ cpuUs }, round) => cpuUs - bare.runs[round].cpuUs);
  const sunk = (unit) => middle(({ arrived, answered }) => (arrived[unit] ?? 0) / answered);
  return {
    name: variant.name,
    goal: variant.goal,
    ratio: median(ratios),
    ratioSpread: spread(ratios),
    byCpu: median(runs.map(({ cpuUs }, round) => bare.runs[round].cpuUs / cpuUs)),
    requestsPerSecond: middle(({ rate }) => rate),
    cpuUs: middle(({ cpuUs }) => cpuUs),
    addedUs: median(addedUs),
    addedUsSpread: spread(addedUs),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    openP99Ms: middle(({ openP99Ms }) => openP99Ms),
    rssMiB: middle(({ rssMiB }) => rssMiB),
    startMs: median(startMs),
    spansARequest: sunk('spans'),
    segmentsARequest: sunk('segments'),
    logEventsARequest: sunk('logEvents'),
    delivered: middle(({ delivered }) => delivered),
    worstDelivered: runs.every(({ delivered }) => delivered === undefined) ? undefined : Math.min(...runs.map(({ delivered }) => delivered)), // prettier-ignore
    sinkAgrees: runs.every(isAsSaid),
    othersShare: middle(({ othersShare }) => othersShare),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** The rate as a ratio to that of the variant it is compared with besides the bare one, where it was measured. */
function besideOf({ variant, runs }, measured) {
  const other = measured.find(({ variant: { name } }) => name === variant.beside);
  if (other === undefined) return {};
  const ratios = runs.map(({ rate }, round) => rate / other.runs[round].rate);
  const byCpu = runs.map(({ cpuUs }, round) => other.runs[round].cpuUs / cpuUs);
  return {
    beside: variant.beside,
    besideRatio: median(ratios),
    besideSpread: spread(ratios),
    besideByCpu: median(byCpu),
  };
}

/** Whether what arrived is what the service says it delivered. */
function isAsSaid({ arrived, accounts }) {
  const counted = countedBy(accounts);
  return counted === undefined || (arrived.spans ?? 0) === counted.delivered;
}

function besideLine({ name, beside, besideRatio, besideSpread, besideByCpu }) {
  return `\n"${name}" has ${fixed(besideRatio, 3)} of the rate of "${beside}" (${range(besideSpread, 2)}), by CPU ${fixed(besideByCpu, 3)}`;
}

function rowOf(figure, bare, moreCores) {
  const { goal } = figure;
  const wanted = goal?.ratio?.[moreCores];
  return {
    variant: figure.name,
    'x bare': fixed(figure.ratio, 3),
    spread: range(figure.ratioSpread, 2),
    'by CPU': fixed(figure.byCpu, 3),
    goal: wanted === undefined ? '' : `>= ${wanted.toFixed(2)}`,
    'req/s': fixed(figure.requestsPerSecond, 0),
    'us/req': fixed(figure.cpuUs, 1),
    'added us': fixed(figure.addedUs, 1),
    'us goal': goal && !moreCores ? `<= ${goal.addedUs}` : '',
    'us/span': figure.spansARequest ? fixed(figure.addedUs / figure.spansARequest, 1) : '',
    'p99 ms': fixed(figure.p99Ms, 1),
    'open p99': fixed(figure.openP99Ms, 2),
    'RSS MiB': `${fixed(figure.rssMiB, 0)} (${added(figure.rssMiB - bare.rssMiB, 0)})`,
    'start ms': `${fixed(figure.startMs, 0)} (${added(figure.startMs - bare.startMs, 0)})`,
    'spans/req': fixed(figure.spansARequest, 2),
    'delivered %': figure.worstDelivered === undefined ? '' : `${fixed(figure.worstDelivered * 100, 2)}${figure.sinkAgrees ? '' : ' (sink disagrees)'}`, // prettier-ignore
    failed: figure.failed,
  };
}
