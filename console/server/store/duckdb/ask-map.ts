import type { MapAnswer } from '../../../api/answers.js';
import type { Catalogue } from '../../query/catalogue.js';
import { expression } from '../../query/sql/expression.js';
import { rowKinds, type Layout } from '../../query/sql/layout.js';
import { Parameters } from '../../query/sql/parameters.js';
import { mapServices, peerAttributes } from '../reading/service-map.js';
import { itemsWithResource, text } from './read-items.js';
import type { Ask } from './reader-pool.js';

/** The map is of what happens now: of the newest spans. */
const mostSpans = 50_000;

export async function askMap(ask: Ask, catalogue: Catalogue, layout: Layout): Promise<MapAnswer> {
  const parameters = new Parameters();
  const named = peerAttributes.filter((name) => catalogue.typeOf(name) === 'string' && layout.places(name).onRow);
  const values = named.map((name) => expression({ relation: 'self', name, type: 'string' }, 's', layout, parameters));
  const peer = values.length === 0 ? 'NULL' : `coalesce(${values.join(', ')})`;
  const isCall = `s.span_kind IN ('client', 'producer')`;
  const columns = 's.trace_id, s.span_id, s.parent_id, s.service, s.span_kind, s.duration_ns, s.status_code';
  const sql = `SELECT ${columns}, CASE WHEN ${isCall} THEN ${peer} END AS peer FROM ${itemsWithResource}
    WHERE s.kind = ${rowKinds.span} ORDER BY s.time_ns DESC LIMIT ${mostSpans}`;
  const found = await ask({ sql, values: parameters.values });
  return mapServices(
    found.map((row) => {
      const [parent, called] = [text(row, 'parent_id'), text(row, 'peer')];
      return {
        trace_id: text(row, 'trace_id') ?? '',
        span_id: text(row, 'span_id') ?? '',
        ...(parent !== undefined && { parent_id: parent }),
        service: text(row, 'service') ?? '',
        kind: text(row, 'span_kind') ?? '',
        duration_ns: Number(row['duration_ns']),
        status_code: Number(row['status_code']),
        ...(called !== undefined && { peer: called }),
      };
    }),
  );
}
