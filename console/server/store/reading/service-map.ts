import type { MapAnswer, MapEdge } from '../../../api/answers.js';
import { aggregate } from '../../query/plain/aggregate.js';

/** What the map needs of a span. */
export interface MappedSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_id?: string;
  readonly service: string;
  readonly kind: string;
  readonly duration_ns: number;
  readonly status_code: number;
  /** Whom a client or producer span says that it called. */
  readonly peer?: string;
}

/** Attributes that name whom a span called, the most telling first. */
export const peerAttributes = [
  'peer.service',
  'db.system.name',
  'db.system',
  'messaging.system',
  'rpc.service',
  'server.address',
  'net.peer.name',
];

type Call = { readonly from: string; readonly to: string; readonly remote: boolean; readonly span: MappedSpan };
type Node = MapAnswer['nodes'][number];

/**
 * Services and what they call: a span whose parent is another service's is a call between the two; a client span that no
 * service answered is a call to a remote.
 */
export function mapServices(spans: readonly MappedSpan[]): MapAnswer {
  const byId = new Map(spans.map((span) => [span.trace_id + span.span_id, span]));
  const answered = new Set<MappedSpan>();
  const calls: Call[] = [];
  for (const span of spans) {
    const parent = byId.get(span.trace_id + (span.parent_id ?? ''));
    if (parent === undefined || parent.service === span.service) continue;
    answered.add(parent);
    calls.push({ from: parent.service, to: span.service, remote: false, span });
  }
  for (const span of spans) {
    const isCall = span.kind === 'client' || span.kind === 'producer';
    if (!isCall || span.peer === undefined || answered.has(span)) continue;
    calls.push({ from: span.service, to: span.peer, remote: true, span });
  }
  return { nodes: nodesOf(spans, calls), edges: edgesOf(calls) };
}

/** A service's requests are the spans by which work comes to it; a remote's are the calls to it. */
function nodesOf(spans: readonly MappedSpan[], calls: readonly Call[]): readonly Node[] {
  const entries = spans.filter(({ kind, parent_id }) => kind === 'server' || kind === 'consumer' || !parent_id);
  const services = [...new Set(spans.map(({ service }) => service))].toSorted();
  const remotes = [...new Set(calls.filter(({ remote }) => remote).map(({ to }) => to))].toSorted();
  return [
    ...services.map((name) =>
      node(
        name,
        'service',
        entries.filter(({ service }) => service === name),
      ),
    ),
    ...remotes
      .filter((name) => !services.includes(name))
      .map((name) =>
        node(
          name,
          'remote',
          calls.filter(({ to }) => to === name).map(({ span }) => span),
        ),
      ),
  ];
}

function node(name: string, kind: Node['kind'], spans: readonly MappedSpan[]): Node {
  return { name, kind, requests: spans.length, errors: spans.filter(isError).length };
}

function edgesOf(calls: readonly Call[]): readonly MapEdge[] {
  const edges = new Map<string, Call[]>();
  for (const call of calls) {
    const key = JSON.stringify([call.from, call.to]);
    const edge = edges.get(key);
    if (edge === undefined) edges.set(key, [call]);
    else edge.push(call);
  }
  const ordered = [...edges].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ordered.flatMap(([, edge]) => {
    const [call] = edge;
    if (call === undefined) return [];
    const durations = edge.map(({ span }) => span.duration_ns / 1e6);
    const errors = edge.filter(({ span }) => isError(span)).length;
    return { from: call.from, to: call.to, requests: edge.length, errors, p90_ms: aggregate('P90', durations) ?? 0 };
  });
}

function isError({ status_code }: MappedSpan): boolean {
  return status_code === 2;
}
