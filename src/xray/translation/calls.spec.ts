import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import { childSpan, SUBSEGMENT, translated } from '../../../test/support/translated.js';

const client = (name: string, attributes: SpanRecord['attributes'], more: Partial<SpanRecord> = {}) =>
  childSpan({ kind: SpanKind.CLIENT, name, attributes, ...more });

const TABLE: [title: string, span: SpanRecord, document: object][] = [
  [
    'PostgreSQL',
    client('SELECT activities', {
      'db.system.name': 'postgresql',
      'db.namespace': 'cruddur',
      'db.query.text': 'SELECT * FROM activities WHERE uuid = $1',
      'db.collection.name': 'activities',
      'server.address': 'db.internal',
      'server.port': 5432,
    }),
    {
      ...SUBSEGMENT,
      name: 'cruddur@db.internal',
      namespace: 'remote',
      sql: {
        url: 'SELECT activities',
        connection_string: 'db.internal:5432/cruddur',
        database_type: 'postgresql',
        sanitized_query: 'SELECT * FROM activities WHERE uuid = $1',
      },
      annotations: { 'db.collection.name': 'activities' },
      metadata: { default: { 'otel.span.name': 'SELECT activities' } },
    },
  ],
  [
    'PostgreSQL by the older conventions',
    client('pg.query:SELECT', {
      'db.system': 'postgresql',
      'db.name': 'cruddur',
      'db.statement': 'SELECT 1',
      'db.user': 'app',
      'db.connection_string': 'jdbc:postgresql://db.internal:5432',
    }),
    {
      ...SUBSEGMENT,
      name: 'cruddur@db.internal',
      namespace: 'remote',
      sql: {
        url: 'pg.query:SELECT',
        connection_string: 'jdbc:postgresql://db.internal:5432/cruddur',
        database_type: 'postgresql',
        user: 'app',
        sanitized_query: 'SELECT 1',
      },
      metadata: { default: { 'otel.span.name': 'pg.query:SELECT' } },
    },
  ],
  [
    'a database that is not relational: no sql block, its attributes stay',
    client('get', { 'db.system.name': 'redis', 'db.query.text': 'GET feed', 'server.address': 'cache.internal' }),
    {
      ...SUBSEGMENT,
      name: 'cache.internal',
      namespace: 'remote',
      metadata: {
        default: {
          'db.system.name': 'redis',
          'db.query.text': 'GET feed',
          'server.address': 'cache.internal',
          'otel.span.name': 'get',
        },
      },
    },
  ],
  [
    'DynamoDB',
    client('DynamoDB.Query', {
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'Query',
      'aws.region': 'eu-west-1',
      'aws.request_id': 'VF2K9QJ',
      'aws.dynamodb.table_names': ['cruddur-messages'],
      'db.system': 'dynamodb',
      'http.response.status_code': 200,
    }),
    {
      ...SUBSEGMENT,
      name: 'DynamoDB',
      namespace: 'aws',
      http: { response: { status: 200 } },
      aws: { operation: 'Query', region: 'eu-west-1', request_id: 'VF2K9QJ', table_name: 'cruddur-messages' },
      metadata: { default: { 'db.system': 'dynamodb', 'otel.span.name': 'DynamoDB.Query' } },
    },
  ],
  [
    "DynamoDB over several tables, by the newest conventions' one method name",
    client('DynamoDB.BatchGetItem', {
      'rpc.system.name': 'aws-api',
      'rpc.method': 'DynamoDB/BatchGetItem',
      'cloud.region': 'eu-west-1',
      'aws.dynamodb.table_names': ['messages', 'groups'],
    }),
    {
      ...SUBSEGMENT,
      name: 'DynamoDB',
      namespace: 'aws',
      aws: { operation: 'BatchGetItem', region: 'eu-west-1', table_names: ['messages', 'groups'] },
      metadata: { default: { 'otel.span.name': 'DynamoDB.BatchGetItem' } },
    },
  ],
  [
    'S3, refused',
    client(
      'S3.PutObject',
      {
        'rpc.system': 'aws-api',
        'rpc.service': 'S3',
        'rpc.method': 'PutObject',
        'aws.s3.bucket': 'avatars',
        'aws.s3.key': 'andrewbrown.png',
        'aws.region': 'us-east-1',
        'aws.request_id': 'TX3',
        'aws.extended_request_id': 'host-id',
        'http.response.status_code': 403,
      },
      { status: { code: SpanStatusCode.ERROR } },
    ),
    {
      ...SUBSEGMENT,
      name: 'S3',
      namespace: 'aws',
      error: true,
      http: { response: { status: 403 } },
      aws: {
        operation: 'PutObject',
        region: 'us-east-1',
        request_id: 'TX3',
        id_2: 'host-id',
        bucket_name: 'avatars',
        key: 'andrewbrown.png',
      },
      metadata: { default: { 'otel.span.name': 'S3.PutObject' } },
    },
  ],
  [
    'a message sent by SQS',
    childSpan({
      kind: SpanKind.PRODUCER,
      name: 'send feed',
      attributes: {
        'rpc.system': 'aws-api',
        'rpc.service': 'SQS',
        'rpc.method': 'SendMessage',
        'messaging.system': 'aws_sqs',
        'messaging.destination.name': 'feed',
        'messaging.url': 'https://sqs.eu-west-1.amazonaws.com/123456789012/feed',
      },
    }),
    {
      ...SUBSEGMENT,
      name: 'SQS',
      namespace: 'aws',
      aws: {
        operation: 'SendMessage',
        queue_url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/feed',
      },
      annotations: { 'messaging.destination.name': 'feed' },
      metadata: { default: { 'messaging.system': 'aws_sqs', 'otel.span.name': 'send feed' } },
    },
  ],
  [
    'a message sent to a broker',
    childSpan({
      kind: SpanKind.PRODUCER,
      name: 'send feed',
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'feed', 'server.address': 'kafka' },
    }),
    {
      ...SUBSEGMENT,
      name: 'kafka',
      annotations: { 'messaging.destination.name': 'feed' },
      metadata: { default: { 'messaging.system': 'kafka', 'server.address': 'kafka', 'otel.span.name': 'send feed' } },
    },
  ],
  [
    'an RPC service',
    client('GetFeed', { 'rpc.system': 'grpc', 'rpc.service': 'cruddur.Feed', 'rpc.method': 'GetFeed' }),
    {
      ...SUBSEGMENT,
      name: 'cruddur.Feed',
      namespace: 'remote',
      metadata: {
        default: {
          'rpc.system': 'grpc',
          'rpc.service': 'cruddur.Feed',
          'rpc.method': 'GetFeed',
          'otel.span.name': 'GetFeed',
        },
      },
    },
  ],
  [
    'a peer service before the host',
    client('GET', { 'peer.service': 'moderation', 'server.address': '10.0.0.8', 'http.request.method': 'GET' }),
    {
      ...SUBSEGMENT,
      name: 'moderation',
      namespace: 'remote',
      http: { request: { method: 'GET', url: 'http://10.0.0.8/' } },
      metadata: { default: { 'peer.service': 'moderation', 'otel.span.name': 'GET' } },
    },
  ],
  [
    "the remote service of AWS's distribution before all, without its prefix",
    client('x', { 'aws.remote.service': 'AWS::DynamoDB', 'peer.service': 'other', 'rpc.system': 'aws-api' }),
    {
      ...SUBSEGMENT,
      name: 'DynamoDB',
      namespace: 'aws',
      aws: {},
      metadata: {
        default: { 'aws.remote.service': 'AWS::DynamoDB', 'peer.service': 'other', 'otel.span.name': 'x' },
      },
    },
  ],
];

describe('the document of a call', () => {
  it.each(TABLE)('%s', (_title, span, document) => {
    expect(translated([span])).toEqual([document]);
  });
});
