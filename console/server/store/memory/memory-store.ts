import type { CompareAnswer, ErrorsAnswer, FieldsAnswer, LogsAnswer, MapAnswer } from '../../../api/answers.js';
import type { QueryAnswer, RunsAnswer, TracesAnswer } from '../../../api/answers.js';
import type { SpanRow } from '../../../api/spans.js';
import { toAnswer } from '../../query/answer.js';
import { compareRows } from '../../query/compare-rows.js';
import type { Comparison } from '../../query/comparison.js';
import { evaluate, matchingRows } from '../../query/plain/evaluate.js';
import { isInside, planComparison } from '../../query/plan-comparison.js';
import { planQuery } from '../../query/plan.js';
import type { QuerySpec } from '../../query/query-spec.js';
import type { Row } from '../../query/row.js';
import { RunNotFound } from '../errors.js';
import { compareInstants } from '../reading/compare-instants.js';
import { groupErrors } from '../reading/error-groups.js';
import { tallyFields } from '../reading/field-tally.js';
import { mapServices } from '../reading/service-map.js';
import { summariseTrace } from '../reading/trace-summary.js';
import type { LogFilter, ReceivedRows, SpanStore, StoredTrace, TraceFilter } from '../span-store.js';
import { exceptionsOf, mappedSpan, summarisedSpan } from '../reading/as-read.js';
import { HeldRows } from './held-rows.js';
import { filterLogs } from './filter-logs.js';
import { filterTraces } from './filter-traces.js';

const mostSpans = 20_000;
const mostSpansInTrace = 10_000;
const rowsTallied = 5_000;

/** The last 20,000 spans in memory: the console without its engine, and what the other store is compared with. */
export class MemoryStore implements SpanStore {
  readonly engine = 'memory';
  private readonly startedAt: Date;
  private readonly held: HeldRows;

  constructor(
    private readonly now: () => number = Date.now,
    bound = mostSpans,
  ) {
    this.startedAt = new Date(now());
    this.held = new HeldRows(bound);
  }

  async append(rows: ReceivedRows): Promise<void> {
    this.held.add(rows);
  }

  async query(spec: QuerySpec, run?: string): Promise<QueryAnswer> {
    this.check(run);
    const began = performance.now();
    const plan = planQuery(spec, this.held.catalogue, this.now());
    return toAnswer(plan, evaluate(plan, this.held.rows()), performance.now() - began);
  }

  async compare(comparison: Comparison, run?: string): Promise<CompareAnswer> {
    this.check(run);
    const planned = planComparison(comparison, this.held.catalogue, this.now());
    const rows = matchingRows(planned.plan, this.held.rows());
    const inside = rows.filter((row) => isInside(row, planned));
    const outside = rows.filter((row) => !isInside(row, planned));
    const fields = compareRows(this.held.catalogue, inside, outside, planned.column.name);
    return { inside: inside.length, outside: outside.length, fields };
  }

  async traces(filter: TraceFilter, run?: string): Promise<TracesAnswer> {
    this.check(run);
    return filterTraces(this.held, filter, (spans) => summariseTrace(spans.map(summarisedSpan)));
  }

  async trace(id: string, run?: string): Promise<StoredTrace | undefined> {
    this.check(run);
    const spans = this.held.traces.get(id)?.toSorted(byStart) ?? [];
    const logs = this.held.logs.filter(({ trace_id }) => trace_id === id);
    if (spans.length === 0 && logs.length === 0) return undefined;
    return {
      trace_id: id,
      spans: spans.slice(0, mostSpansInTrace),
      logs: logs.toSorted((a, b) => compareInstants(a.time_ns, b.time_ns)),
      truncated: spans.length > mostSpansInTrace,
    };
  }

  async logs(filter: LogFilter, run?: string): Promise<LogsAnswer> {
    this.check(run);
    return filterLogs(this.held.logs, filter);
  }

  async fields(run?: string): Promise<FieldsAnswer> {
    this.check(run);
    const rows = this.held.rows().toSorted(newestFirst);
    const [newest, older] = [rows.slice(0, rowsTallied / 2), rows.slice(rowsTallied / 2)];
    const each = Math.max(1, Math.floor(older.length / (rowsTallied / 2)));
    const evenly = older.filter((_, index) => index % each === 0).slice(0, rowsTallied / 2);
    return { fields: tallyFields(this.held.catalogue, [...newest, ...evenly]) };
  }

  async errors(run?: string): Promise<ErrorsAnswer> {
    this.check(run);
    return { groups: groupErrors(this.held.spans().flatMap(exceptionsOf)) };
  }

  async map(run?: string): Promise<MapAnswer> {
    this.check(run);
    return mapServices(this.held.spans().map(mappedSpan));
  }

  async runs(): Promise<RunsAnswer> {
    const started_at = this.startedAt.toISOString();
    return {
      engine: 'memory',
      runs: [{ id: 'memory', started_at, current: true, spans: this.held.spanCount, bytes: 0 }],
    };
  }

  async close(): Promise<void> {}

  private check(run: string | undefined): void {
    if (run !== undefined && run !== 'memory') throw new RunNotFound(run);
  }
}

function byStart(a: SpanRow, b: SpanRow): number {
  return compareInstants(a.start_ns, b.start_ns);
}

function newestFirst(a: Row, b: Row): number {
  return a.timeNs === b.timeNs ? 0 : a.timeNs < b.timeNs ? 1 : -1;
}
