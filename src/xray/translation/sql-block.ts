import type { AttributeReader } from './attribute-reader.js';
import type { SqlBlock } from './segment-document.js';

const RELATIONAL = new Set(
  'db2 ibm.db2 derby hive mariadb mssql microsoft.sql_server mysql oracle oracle.db postgresql sqlite teradata cockroachdb h2 h2database hsqldb firebirdsql aws.redshift redshift trino other_sql'.split(' '), // prettier-ignore
);

/** The `sql` block of a call to a relational database. Its `url` is the span's name: what X-Ray shows beside the query. */
export function sqlBlock(spanName: string, attributes: AttributeReader): SqlBlock | undefined {
  const system = attributes.text('db.system.name', 'db.system');
  if (system === undefined || !RELATIONAL.has(system)) return undefined;
  const database = attributes.takeText('db.namespace', 'db.name');
  const server = attributes.takeText('db.connection_string') ?? serverOf(attributes);
  return {
    url: spanName,
    connection_string: [server, database].filter((part) => part !== undefined).join('/'),
    database_type: attributes.takeText('db.system.name', 'db.system'),
    user: attributes.takeText('db.user'),
    sanitized_query: attributes.takeText('db.query.text', 'db.statement'),
  };
}

function serverOf(attributes: AttributeReader): string {
  const host = attributes.takeText('server.address', 'net.peer.name') ?? 'localhost';
  const port = attributes.takeInteger('server.port', 'net.peer.port');
  return port === undefined ? host : `${host}:${port}`;
}
