import type { CompareAnswer, ErrorsAnswer, FieldsAnswer, LogsAnswer } from '../../../api/answers.js';
import type { MapAnswer, QueryAnswer, TracesAnswer } from '../../../api/answers.js';
import { toAnswer } from '../../query/answer.js';
import { seen } from '../../query/catalogue.js';
import type { Column } from '../../query/column.js';
import type { Comparison } from '../../query/comparison.js';
import { planComparison } from '../../query/plan-comparison.js';
import { columnsOf, planQuery } from '../../query/plan.js';
import type { QuerySpec } from '../../query/query-spec.js';
import type { Layout } from '../../query/sql/layout.js';
import { readOutcome } from '../../query/sql/read-outcome.js';
import { tallyFields } from '../reading/field-tally.js';
import type { LogFilter, StoredTrace, TraceFilter } from '../span-store.js';
import { askCompare } from './ask-compare.js';
import { askErrors } from './ask-errors.js';
import { askLogs } from './ask-logs.js';
import { askMap } from './ask-map.js';
import { askTrace } from './ask-trace.js';
import { askTraces } from './ask-traces.js';
import type { Database } from './database.js';
import { fittingPlaces } from './fitting-rows.js';
import { ItemReader, wholeItemSelection, itemsWithResource } from './read-items.js';
import { promotedType } from './promoted-columns.js';
import type { Ask, ReaderPool } from './reader-pool.js';

/** Half of them the newest, so that what has just come is among them, half picked evenly, so that one large trace does not hide the rest. */
const rowsTallied = 5_000;

/** All that can be asked of one run's file. */
export class RunQuestions {
  constructor(
    private readonly database: Database,
    private readonly pool: ReaderPool,
    private readonly now: () => number,
    /** Told of the columns that each query reads. */
    private readonly onUse: (columns: readonly Column[]) => void = () => {},
  ) {}

  /** Several questions at one state of the data. */
  private answer<T>(question: (ask: Ask, layout: Layout) => Promise<T>): Promise<T> {
    // Taken before the transaction begins: columns that are made meanwhile are not in what it sees.
    const layout = layoutOf(this.database);
    return this.pool.answer((ask) => question(ask, layout));
  }

  async query(spec: QuerySpec): Promise<QueryAnswer> {
    const plan = planQuery(spec, this.database.catalogue, this.now());
    this.onUse(columnsOf(plan));
    return this.answer(async (ask, layout) => {
      const began = performance.now();
      const outcome = await readOutcome(plan, layout, ask);
      return toAnswer(plan, outcome, performance.now() - began);
    });
  }

  async compare(comparison: Comparison): Promise<CompareAnswer> {
    const { catalogue } = this.database;
    const plan = planComparison(comparison, catalogue, this.now());
    return this.answer((ask, layout) => askCompare(ask, plan, catalogue, layout));
  }

  traces(filter: TraceFilter): Promise<TracesAnswer> {
    return this.answer((ask, layout) => askTraces(ask, filter, this.database.catalogue, layout));
  }

  trace(id: string): Promise<StoredTrace | undefined> {
    return this.answer((ask) => askTrace(ask, id));
  }

  logs(filter: LogFilter): Promise<LogsAnswer> {
    return this.answer((ask) => askLogs(ask, filter));
  }

  async fields(): Promise<FieldsAnswer> {
    const newest = `SELECT rowid FROM items ORDER BY time_ns DESC LIMIT ${rowsTallied / 2}`;
    const evenly = `SELECT rowid FROM items ORDER BY hash(rowid) LIMIT ${rowsTallied / 2}`;
    const picked = `SELECT rowid AS place, hash(rowid) AS rank FROM ((${newest}) UNION (${evenly}))`;
    const sql = `SELECT ${wholeItemSelection} FROM ${itemsWithResource} WHERE s.rowid IN (${fittingPlaces(picked)})`;
    const items = await this.answer((ask) => ask({ sql, values: [] }));
    const reader = new ItemReader();
    return {
      fields: tallyFields(
        this.database.catalogue,
        items.map((item) => reader.toRow(item)),
      ),
    };
  }

  errors(): Promise<ErrorsAnswer> {
    return this.answer(askErrors);
  }

  map(): Promise<MapAnswer> {
    return this.answer((ask, layout) => askMap(ask, this.database.catalogue, layout));
  }

  spanCount(): Promise<number> {
    return this.count('SELECT count(*) AS count FROM items WHERE kind = 0');
  }

  /** When its last row began, in milliseconds since the epoch; never of a run without a row. */
  async lastMs(): Promise<number> {
    const [row] = await this.answer((ask) => ask({ sql: 'SELECT max(time_ns) / 1e6 AS last FROM items', values: [] }));
    return row?.['last'] == null ? Infinity : Number(row['last']);
  }

  rowCount(): Promise<number> {
    return this.count('SELECT count(*) AS count FROM items');
  }

  /** Waits for the questions under way. */
  async close(): Promise<void> {
    await this.pool.close();
    this.database.instance.closeSync();
  }

  private async count(sql: string): Promise<number> {
    const [row] = await this.answer((ask) => ask({ sql, values: [] }));
    return Number(row?.['count']);
  }
}

function layoutOf({ catalogue, promoted }: Database): Layout {
  const columns = new Map(promoted.all().map((column) => [`${column.type} ${column.name}`, column.column]));
  return {
    promoted: (name, type) => columns.get(`${promotedType(type)} ${name}`),
    places: (name) => {
      const places = catalogue.placesOf(name);
      return { onRow: (places & seen.onRow) !== 0, onResource: (places & seen.onResource) !== 0 };
    },
  };
}
