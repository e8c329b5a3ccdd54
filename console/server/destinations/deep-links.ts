import type { DeepLink } from '../../api/spans.js';
import type { Elsewhere } from '../config/elsewhere.js';
import type { StoredTrace } from '../store/span-store.js';
import { insightsUrl } from './insights-url.js';

/** A destination shows what it received, and clocks differ: a trace is looked for this long before and after its own times. */
const MARGIN_S = 60;

/** The same trace in each place that is configured. */
export function deepLinks(elsewhere: Elsewhere, trace: StoredTrace): DeepLink[] {
  return [honeycomb(elsewhere, trace), xray(elsewhere, trace), rollbar(elsewhere, trace), cloudwatch(elsewhere, trace)]
    .filter((link) => link !== undefined); // prettier-ignore
}

/** `https://ui.honeycomb.io/<team>/environments/<environment>/datasets/<dataset>`, where team and environment are known. */
export function honeycombDatasetUrl({ honeycomb: at }: Elsewhere, dataset: string): string | undefined {
  if (at === undefined) return undefined;
  const [team, environment, name] = [at.team, at.environment, dataset.toLowerCase()].map(encodeURIComponent);
  return `${at.ui}/${team}/environments/${environment}/datasets/${name}`;
}

function honeycomb(elsewhere: Elsewhere, trace: StoredTrace): DeepLink | undefined {
  const dataset = honeycombDatasetUrl(elsewhere, trace.spans[0]?.service ?? elsewhere.dataset);
  if (dataset === undefined) return undefined;
  const { start, end } = timesOf(trace);
  const query = new URLSearchParams({
    trace_id: trace.trace_id,
    trace_start_ts: String(start - MARGIN_S),
    trace_end_ts: String(end + MARGIN_S),
  });
  return { destination: 'honeycomb', url: `${dataset}/trace?${String(query)}` };
}

function xray({ xray: isOn, region }: Elsewhere, { trace_id, spans }: StoredTrace): DeepLink | undefined {
  if (!isOn || region === undefined) return undefined;
  if (spans.some(({ attributes }) => attributes['aws.xray.sampled'] === false))
    return { destination: 'xray', why: 'sampled out' };
  const id = `1-${trace_id.slice(0, 8)}-${trace_id.slice(8)}`;
  return {
    destination: 'xray',
    url: `https://${region}.console.aws.amazon.com/xray/home?region=${region}#/traces/${id}`,
  };
}

function rollbar({ rollbarItems }: Elsewhere, { trace_id, spans }: StoredTrace): DeepLink | undefined {
  if (rollbarItems === undefined) return undefined;
  if (!spans.some(({ status_code }) => status_code === 2)) return { destination: 'rollbar', why: 'no error in it' };
  const url = new URL(rollbarItems);
  url.searchParams.set('query', trace_id);
  return { destination: 'rollbar', url: String(url) };
}

function cloudwatch({ region, logGroup }: Elsewhere, trace: StoredTrace): DeepLink | undefined {
  if (region === undefined || logGroup === undefined) return undefined;
  const { start, end } = timesOf(trace);
  const query = `fields @timestamp, level, message | filter trace_id = "${trace.trace_id}" | sort @timestamp asc`;
  const url = insightsUrl({ region, logGroup, query, start: start - MARGIN_S, end: end + MARGIN_S });
  return { destination: 'cloudwatch', url };
}

/** Whole seconds since the epoch. */
function timesOf({ spans }: StoredTrace): { start: number; end: number } {
  let [start, end] = [Infinity, 0];
  for (const { start_ns, duration_ns } of spans) {
    const seconds = Number(BigInt(start_ns) / 1_000_000_000n);
    start = Math.min(start, seconds);
    end = Math.max(end, seconds + Math.ceil(duration_ns / 1e9));
  }
  return { start, end };
}
