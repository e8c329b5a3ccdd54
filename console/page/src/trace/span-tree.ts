import type { LogRow, SpanRow, TraceDetail } from '../../../api/spans.js';
import type { TimeRange } from './time-range.js';

/** A span in its place. Times are milliseconds since the trace began. */
export interface SpanNode {
  readonly span: SpanRow;
  readonly depth: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly children: readonly SpanNode[];
  readonly logs: readonly PlacedLog[];
  /** Spans below it, and how many of them failed. */
  readonly below: number;
  readonly failedBelow: number;
}

export interface PlacedLog {
  readonly log: LogRow;
  readonly atMs: number;
}

export interface SpanTree {
  readonly roots: readonly SpanNode[];
  /** Lines of the trace that name no span of it. */
  readonly logs: readonly PlacedLog[];
  readonly startNs: bigint;
  /** Until the last span ended. */
  readonly durationMs: number;
  /** The spans, and the lines shortly before and after them. */
  readonly whole: TimeRange;
  readonly byId: ReadonlyMap<string, SpanNode>;
}

type Growing = { -readonly [Key in keyof Omit<SpanNode, 'children' | 'logs'>]: SpanNode[Key] } & {
  children: Growing[];
  logs: PlacedLog[];
};

/**
 * The spans of a trace as trees, children in order of start. A span whose parent has not arrived is a root; so is the first of spans
 * that are each other's parents. Every span stands exactly once.
 */
export function growTree({ spans, logs }: Pick<TraceDetail, 'spans' | 'logs'>): SpanTree {
  const startNs = spans.reduce((least, { start_ns }) => smaller(least, BigInt(start_ns)), firstInstant(spans, logs));
  const since = (ns: string) => Number(BigInt(ns) - startNs) / 1e6;
  const byId = new Map<string, Growing>();
  for (const span of spans) if (!byId.has(span.span_id)) byId.set(span.span_id, seed(span, since(span.start_ns)));
  const loose = hangLogs(logs, byId, since);
  const inOrder = [...byId.values()].toSorted((one, other) => one.startMs - other.startMs);
  const roots = hang(inOrder, byId);
  const durationMs = inOrder.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
  const whole = wholeOf(
    durationMs,
    logs.map(({ time_ns }) => since(time_ns)),
  );
  return { roots, logs: loose, startNs, durationMs, whole, byId };
}

/** So many times as long as the spans: with a line of an hour later in sight, they would be a hair. */
const REACH = 4;

/** The access line of a request comes after its last span; what is far off is said and not drawn. */
function wholeOf(durationMs: number, lines: readonly number[]): TimeRange {
  const reach = durationMs > 0 ? durationMs * REACH : Number.POSITIVE_INFINITY;
  let [from, to] = [0, durationMs];
  for (const at of lines) {
    if (at >= -reach) from = Math.min(from, at);
    if (at <= durationMs + reach) to = Math.max(to, at);
  }
  return { from, to: to > from ? to : from + 1 };
}

function seed(span: SpanRow, startMs: number): Growing {
  const endMs = startMs + span.duration_ns / 1e6;
  return { span, depth: 0, startMs, endMs, children: [], logs: [], below: 0, failedBelow: 0 };
}

function hang(nodes: readonly Growing[], byId: ReadonlyMap<string, Growing>): Growing[] {
  const roots: Growing[] = [];
  for (const node of nodes) {
    const parent = byId.get(node.span.parent_id ?? '');
    if (parent === undefined || parent === node) roots.push(node);
    else parent.children.push(node);
  }
  const seen = new Set<Growing>();
  for (const root of roots) settle(root, seen);
  for (const node of nodes) {
    if (seen.has(node)) continue;
    for (const other of nodes)
      if (other.children.includes(node)) other.children = other.children.filter((is) => is !== node);
    roots.push(node);
    settle(node, seen);
  }
  return roots;
}

/** Sets depths downwards and counts upwards; by a list, as a trace may be deeper than the stack. */
function settle(root: Growing, seen: Set<Growing>): void {
  const order: Growing[] = [root];
  for (const node of order) {
    seen.add(node);
    for (const child of node.children) {
      child.depth = node.depth + 1;
      order.push(child);
    }
  }
  for (const node of order.toReversed()) {
    for (const child of node.children) {
      node.below += 1 + child.below;
      node.failedBelow += (child.span.status_code === 2 ? 1 : 0) + child.failedBelow;
    }
  }
}

function hangLogs(
  logs: readonly LogRow[],
  byId: ReadonlyMap<string, Growing>,
  since: (ns: string) => number,
): PlacedLog[] {
  const loose: PlacedLog[] = [];
  for (const log of logs) (byId.get(log.span_id ?? '')?.logs ?? loose).push({ log, atMs: since(log.time_ns) });
  return loose;
}

function firstInstant(spans: readonly SpanRow[], logs: readonly LogRow[]): bigint {
  return BigInt(spans[0]?.start_ns ?? logs[0]?.time_ns ?? 0);
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
