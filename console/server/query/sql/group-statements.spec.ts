import { Catalogue, seen } from '../catalogue.js';
import { planQuery } from '../plan.js';
import { readQuerySpec } from '../read-query-spec.js';
import type { Layout } from './layout.js';
import { groupsStatement } from './group-statements.js';

const catalogue = new Catalogue();
catalogue.observe({ route: '/a', size: 3, cached: true, 'a/b~"c': 'x', both: 'x' }, seen.onRow);
catalogue.observe({ zone: 'a', both: 'y' }, seen.onResource);
const layout: Layout = {
  promoted: (name) => (name === 'route' ? 'p0' : undefined),
  places: (name) => ({ onRow: !['zone'].includes(name), onResource: ['zone', 'both'].includes(name) }),
};

function translate(json: object) {
  const spec = readQuerySpec({ start_time: 1000, end_time: 2000, ...json });
  return groupsStatement(planQuery(spec, catalogue, 0), layout);
}

const size = "TRY_CAST(translate(json_extract_string(s.attributes, $4), 'NI', '') AS DOUBLE)";

describe('a query as a statement', () => {
  it('says all of a query', () => {
    const { sql, values } = translate({
      calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }],
      filters: [{ column: 'name', op: 'starts-with', value: "'; DROP TABLE items; --" }],
      breakdowns: ['route'],
      havings: [{ calculate_op: 'COUNT', op: '>', value: 5 }],
      orders: [{ op: 'P90', column: 'duration_ms', order: 'descending' }],
      limit: 10,
    });
    expect(sql.replaceAll(/\s+/g, ' ')).toBe(
      'WITH t AS (SELECT s.p0 AS b0, (s.duration_ns / 1e6) AS c1, s.time_ns // $1 AS step, s.time_ns, s.duration_ns ' +
        'FROM items AS s WHERE s.time_ns >= $2 AND s.time_ns < $3 AND ((starts_with(s.name, $4)))), ' +
        'g AS (SELECT b0, count(*) AS rows_in_group, count(*) AS a0, quantile_disc(duration_ns, 0.9) / 1e6 AS a1 FROM t GROUP BY b0) ' +
        'SELECT * FROM g WHERE a0 > $5 ORDER BY a1 DESC NULLS LAST, b0 ASC NULLS LAST LIMIT 10',
    );
    expect(values).toEqual([
      10n * 1_000_000_000n,
      1000n * 1_000_000_000n,
      2000n * 1_000_000_000n,
      "'; DROP TABLE items; --",
      5,
    ]);
  });

  it.each([
    ['=', 3, `${size} = $5`, ['/size', 3]],
    ['!=', 3, `((${size} = $5) IS NOT TRUE)`, ['/size', 3]],
    ['>=', '3', `${size} >= $5`, ['/size', 3]],
    ['in', [1, 2], `${size} IN ($5, $6)`, ['/size', 1, 2]],
    ['not-in', [], `((${size} IN (NULL)) IS NOT TRUE)`, ['/size']],
    ['exists', undefined, `${size} IS NOT NULL`, ['/size']],
  ])('tests a number by %s %j', (op, value, condition, bound) => {
    const { sql, values } = translate({ filters: [{ column: 'size', op, value }] });
    expect(sql).toContain(condition);
    expect(values.slice(3)).toEqual(bound);
  });

  it.each([
    ['a column of its own', 'route', 's.p0 AS b0'],
    ['the row', 'cached', 'TRY_CAST(json_extract_string(s.attributes, $2) AS BOOLEAN) AS b0'],
    ['the resource', 'zone', 'json_extract_string(s_resource.attributes, $2) AS b0'],
    [
      'either',
      'both',
      'coalesce(json_extract_string(s.attributes, $2), json_extract_string(s_resource.attributes, $3)) AS b0',
    ],
    ['the root span', 'root.route', 'root.v0 AS b0'],
    ["the parent's resource", 'parent.zone', 'any_value(json_extract_string(r_resource.attributes, $2)) AS v0'],
  ])('finds a value on %s', (_, column, expression) => {
    expect(translate({ breakdowns: [column] }).sql).toContain(expression);
  });

  it('never writes a name or a value into the text', () => {
    const { sql, values } = translate({
      filters: [{ column: 'a/b~"c', op: 'in', value: ["x'y"] }],
      breakdowns: ['a/b~"c'],
    });
    expect(sql).not.toMatch(/a\/b|x'y/);
    expect(values).toEqual(expect.arrayContaining(['/a~1b~0"c', "x'y"]));
  });
});
