import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { post, type HttpAnswer } from '../../delivery/index.js';
import type { OtlpEndpoint } from '../../otlp/index.js';
import type { Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { explainNetwork } from '../explain/explain-network.js';
import { explainOtlpAnswer } from '../explain/explain-otlp-answer.js';
import type { Target } from '../explain/target.js';

/** A request without an item: in protobuf it has no bytes. A receiver takes it as it would take a full one. */
const EMPTY = { protobuf: '', json: '{}' } as const;

/** One empty export in the form in which the service sends. @throws Diagnosis where it was not accepted */
export async function emptyExport(
  endpoint: OtlpEndpoint,
  target: Target,
  { signal, clock }: Pick<Examination, 'signal' | 'clock'>,
): Promise<void> {
  const answer = await exportOnce(endpoint, target, signal);
  const { status, headers, body } = answer;
  clock.hear(target.host, headers.date);
  const meant = endpoint.meaning?.(answer);
  if (meant?.kind === 'refused' && meant.advice !== undefined) throw new Diagnosis(meant.because, meant.advice);
  const said = { status, type: headers['content-type'], said: body.toString('utf8') };
  const diagnosis = explainOtlpAnswer(said, endpoint, target);
  if (diagnosis !== undefined) throw diagnosis;
}

async function exportOnce(endpoint: OtlpEndpoint, target: Target, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, encoding } = endpoint;
  const plain = Buffer.from(EMPTY[encoding]);
  const body = endpoint.gzip ? await promisify(gzip)(plain) : plain;
  const unsigned = {
    'user-agent': 'cruddur-backend (doctor)',
    ...endpoint.headers,
    'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
    ...(endpoint.gzip && { 'content-encoding': 'gzip' }),
  };
  const headers =
    endpoint.sign === undefined ? unsigned : await signed(endpoint.sign({ url, headers: unsigned, body }));
  try {
    return await post({ url, headers, body, signal });
  } catch (error) {
    throw explainNetwork(error, target) ?? error;
  }
}

async function signed<Headers>(signing: Promise<Headers>): Promise<Headers> {
  try {
    return await signing;
  } catch (error) {
    throw new Diagnosis(
      'the request cannot be signed, as no AWS credentials are to be had',
      'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or give this machine or task a role',
      { cause: error },
    );
  }
}
