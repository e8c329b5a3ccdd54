import { median, spread } from '../statistics.js';
import { fixed, range } from './numbers.js';
import { table } from './table.js';

/** Below this share of its spans at the sink, a peer's ratio is the price of something else, and says so. */
const WHOLE = 0.99;

/** What was measured of all set-ups, and their table. */
export function peerComparison(measured, method) {
  const figures = measured.map((of) => figuresOf(of, measured[0].runs));
  const { node, rounds, seconds } = method;
  const text = `Node ${node}, one core, ${rounds} rounds of ${seconds} s, 50 connections\n${table(figures.map(rowOf))}`;
  return { data: { ...method, figures }, text };
}

function figuresOf({ variant, runs, failure, spansARequest }, bare) {
  const { name, missing } = variant;
  if (missing || failure) return { name, note: missing ?? `does not start: ${failure}` };
  const middle = (pick) => median(runs.map(pick));
  const ratios = runs.map(({ rate }, round) => rate / bare[round].rate);
  const delivered = middle((run) => run.delivered);
  const isBare = name === 'bare';
  const figures = {
    name,
    spansARequest,
    delivered,
    cpuUs: middle(({ cpuUs }) => cpuUs),
    addedUs: median(runs.map(({ cpuUs }, round) => cpuUs - bare[round].cpuUs)),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    rssMiB: middle(({ rssMiB }) => rssMiB),
    startMs: middle(({ startMs }) => startMs),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  };
  if (!isBare && !(delivered > 0)) return { ...figures, note: 'its spans did not come to the sink: no ratio' };
  const byCpu = median(runs.map(({ cpuUs }, round) => bare[round].cpuUs / cpuUs));
  const note = delivered < WHOLE ? `drops or leaves out ${fixed(100 - delivered * 100, 0)} % of its spans` : '';
  return { ...figures, ratio: median(ratios), ratioSpread: spread(ratios), byCpu, note };
}

function rowOf(figure) {
  return {
    'set-up': figure.name,
    'x bare': fixed(figure.ratio, 3),
    spread: range(figure.ratioSpread, 2),
    'by CPU': fixed(figure.byCpu, 3),
    'us/req': fixed(figure.cpuUs, 1),
    'added us': fixed(figure.addedUs, 1),
    'spans/req': fixed(figure.spansARequest, 2),
    'delivered %': figure.delivered === undefined ? '' : fixed(figure.delivered * 100, 1),
    'p99 ms': fixed(figure.p99Ms, 1),
    'RSS MiB': fixed(figure.rssMiB, 0),
    'start ms': fixed(figure.startMs, 0),
    note: figure.note ?? '',
  };
}
