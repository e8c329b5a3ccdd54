import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { awsServiceOf, isAwsCall } from './aws-call.js';
import { nameForXRay } from './segment-name.js';
import type { TranslationOptions } from './translation-options.js';

/** Who answered, in the words that X-Ray draws its map from: a service, a database, a host; the span's own name last. */
export function nameOfSpan(span: SpanRecord, attributes: AttributeReader, options: TranslationOptions): string {
  const name =
    declaredService(span, attributes) ??
    attributes.text('service.peer.name', 'peer.service') ??
    awsServiceOf(attributes) ??
    database(attributes) ??
    (span.kind === SpanKind.SERVER ? ownService(span, options) : undefined) ??
    attributes.text('rpc.service', 'http.host', 'server.address', 'net.peer.name') ??
    span.name;
  return nameForXRay(name);
}

/** The names that AWS's own distribution puts on spans. */
function declaredService(span: SpanRecord, attributes: AttributeReader): string | undefined {
  if (span.kind === SpanKind.SERVER) return attributes.text('aws.local.service');
  if (span.kind === SpanKind.INTERNAL) return undefined;
  const remote = attributes.text('aws.remote.service');
  return isAwsCall(attributes) ? remote?.replace(/^(?:AWS\.SDK\.|AWS::)/, '') : remote;
}

function ownService(span: SpanRecord, options: TranslationOptions): string | undefined {
  const own = options.nameOfServer?.(span) ?? span.resource.attributes['service.name'];
  return typeof own === 'string' && own !== '' ? own : undefined;
}

/** `cruddur@db.example.com` */
function database(attributes: AttributeReader): string | undefined {
  const name = attributes.text('db.namespace', 'db.name');
  if (name === undefined) return undefined;
  const host = attributes.text('server.address', 'net.peer.name') ?? hostOf(attributes.text('db.connection_string'));
  return host ? `${name}@${host}` : name;
}

function hostOf(connection: string | undefined): string | undefined {
  if (connection === undefined) return undefined;
  const url = connection.replace(/^jdbc:/, '');
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
