import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { httpUrl } from './http-url.js';
import type { HttpBlock } from './segment-document.js';

const SIGNS = [
  'http.request.method',
  'http.method',
  'http.response.status_code',
  'http.status_code',
  'url.full',
  'http.url',
  'http.target',
  'http.client_ip',
  'http.user_agent',
];

/** The `http` block of a span that speaks of HTTP, in the stable conventions or in the ones before them. */
export function httpBlock(span: SpanRecord, attributes: AttributeReader): HttpBlock | undefined {
  if (!attributes.has(...SIGNS)) return undefined;
  const request = {
    method: attributes.takeText('http.request.method', 'http.method'),
    url: httpUrl(span.kind === SpanKind.SERVER, attributes),
    user_agent: attributes.takeText('user_agent.original', 'http.user_agent'),
    ...(span.kind === SpanKind.SERVER && client(attributes)),
  };
  const response = {
    status: httpStatus(attributes),
    content_length: contentLength(span, attributes),
  };
  return { request: orNothing(request), response: orNothing(response) };
}

export function httpStatus(attributes: AttributeReader): number | undefined {
  return attributes.takeInteger('http.response.status_code', 'http.status_code');
}

/** The client's address, and whether it was learned from a proxy: then it is another than the peer's. */
function client(attributes: AttributeReader): { client_ip?: string; x_forwarded_for?: boolean } {
  const peer = attributes.takeText('network.peer.address', 'net.sock.peer.addr', 'net.peer.ip');
  const named = attributes.takeText('client.address', 'http.client_ip');
  const client_ip = named ?? peer;
  if (client_ip === undefined) return {};
  const forwarded = attributes.has('http.request.header.x-forwarded-for') || (named !== undefined && named !== peer);
  return forwarded ? { client_ip, x_forwarded_for: true } : { client_ip };
}

function contentLength(span: SpanRecord, attributes: AttributeReader): number | undefined {
  const size = attributes.takeInteger(
    'http.response.body.size',
    'http.response.header.content-length',
    'http.response_content_length',
    'http.response.size',
  );
  if (size !== undefined) return size;
  const received = span.events.find((event) => event.attributes['message.type'] === 'RECEIVED');
  const bytes = received?.attributes['messaging.message_payload_size_bytes'];
  return Number.isSafeInteger(bytes) ? (bytes as number) : undefined;
}

function orNothing<T extends object>(block: T): T | undefined {
  return Object.values(block).some((value) => value !== undefined) ? block : undefined;
}
