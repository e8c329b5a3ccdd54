import type { AttributeReader } from './attribute-reader.js';

/** Whether the span is a call by an AWS SDK. */
export function isAwsCall(attributes: AttributeReader): boolean {
  return attributes.text('rpc.system', 'rpc.system.name') === 'aws-api' || attributes.has('aws.service');
}

/** `DynamoDB`, `S3`: the name under which X-Ray knows the service that was called. */
export function awsServiceOf(attributes: AttributeReader): string | undefined {
  if (!isAwsCall(attributes)) return undefined;
  return attributes.text('aws.service', 'rpc.service') ?? /^(.+)\//.exec(attributes.text('rpc.method') ?? '')?.[1];
}

/** The `aws` block of a call: what was called, on which resource, and the ids that AWS's support asks for. */
export function awsCallBlock(attributes: AttributeReader): Record<string, unknown> | undefined {
  if (!isAwsCall(attributes)) return undefined;
  const tables = attributes.takeTexts('aws.dynamodb.table_names', 'aws.table.name', 'aws.table_name');
  attributes.takeText('rpc.system', 'rpc.system.name', 'rpc.service', 'aws.service');
  return {
    operation: attributes.takeText('aws.operation', 'rpc.method')?.replace(/^.*\//, ''),
    account_id: attributes.takeText('aws.account_id', 'aws.account.id'),
    region: attributes.takeText('aws.region', 'cloud.region'),
    request_id: attributes.takeText('aws.request_id', 'aws.requestId', 'aws.request.id'),
    id_2: attributes.takeText('aws.extended_request_id', 'aws.request.extended_id'),
    retries: attributes.takeInteger('http.request.resend_count'),
    queue_url: attributes.takeText('messaging.url', 'aws.sqs.queue.url', 'aws.queue.url', 'aws.queue_url'),
    ...(tables && tables.length > 1 ? { table_names: tables } : { table_name: tables?.[0] }),
    bucket_name: attributes.takeText('aws.s3.bucket'),
    key: attributes.takeText('aws.s3.key'),
    topic_arn: attributes.takeText('aws.sns.topic.arn'),
    stream_name: attributes.takeText('aws.kinesis.stream_name'),
    function_name: attributes.takeText('faas.invoked_name'),
  };
}
