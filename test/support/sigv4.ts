import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived, of which the signature is to be verified. */
export interface SignedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly sent: Buffer;
}

/** What an Authorization header says, and the signature that AWS would have computed. */
export interface Verification {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly expected: string;
}

/** Recomputes AWS's Signature Version 4 of a POST without a query, by AWS's description of it. */
export function verifySigV4({ path, headers, sent }: SignedRequest, secretAccessKey: string): Verification {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const parts = form.exec(headers.authorization ?? '');
  if (parts === null) throw new Error(`no SigV4 authorization: ${headers.authorization}`);
  const [, accessKeyId, day, region, service, names, signature] = parts as unknown as string[];
  const signedHeaders = names!.split(';');
  const canonical = [
    'POST',
    path,
    '',
    ...signedHeaders.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    sha256(sent),
  ].join('\n');
  const time = String(headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [day!, region!, service!, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return {
    accessKeyId: accessKeyId!,
    date: time,
    region: region!,
    service: service!,
    signedHeaders,
    signature: signature!,
    expected: hmac(key, toSign).toString('hex'),
  };
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
