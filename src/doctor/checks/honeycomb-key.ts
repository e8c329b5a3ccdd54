import { HONEYCOMB_KEY_HEADER, isHoneycomb, type OtlpEndpoint } from '../../otlp/index.js';
import type { Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { doctorConfig } from '../doctor.config.js';
import { explainNetwork } from '../explain/explain-network.js';
import { describeTarget, type Target } from '../explain/target.js';
import { askHoneycomb, type HoneycombKey } from './honeycomb-api.js';
import { adviceOnKeyShape } from './honeycomb-key-shape.js';

/** By a header list, too, a key may go to a proxy in front of Honeycomb. */
export function carriesKey({ headers }: OtlpEndpoint): boolean {
  return headers[HONEYCOMB_KEY_HEADER] !== undefined;
}

/**
 * What the key is and may do. Undefined where the endpoint is none of Honeycomb's and does not pass the question on: a
 * proxy that takes OTLP alone.
 *
 * @throws Diagnosis for a key that may not send here, with the region that knows it
 */
export async function askAboutKey(
  endpoint: OtlpEndpoint,
  target: Target,
  { surroundings, clock, signal }: Examination,
): Promise<HoneycombKey | undefined> {
  const secret = endpoint.headers[HONEYCOMB_KEY_HEADER] ?? '';
  const { origin } = new URL(endpoint.url);
  const { key, status, date } = await askHoneycomb(origin, secret, signal).catch((error: unknown) => {
    throw explainNetwork(error, target) ?? error;
  });
  clock.hear(target.host, date);
  if (key !== undefined) return expectMaySend(key, endpoint);
  if (status !== 401 && status !== 403) {
    if (!isHoneycomb(endpoint.url)) return undefined;
    const because = `${describeTarget(target)} answered HTTP ${status} when asked about the key`;
    throw new Diagnosis(because, 'Honeycomb may be in trouble (status.honeycomb.io): try again');
  }
  const { honeycombRegions } = doctorConfig.from(surroundings.environment);
  const home = await regionOf(secret, endpoint.url, honeycombRegions, signal);
  if (home === undefined)
    throw new Diagnosis(
      `Honeycomb does not know the key (HTTP ${status}), in no region`,
      `${adviceOnKeyShape(secret)}, and set it as ${endpoint.keyVariable}`,
    );
  throw new Diagnosis(
    `${target.host} does not know the key, ${new URL(home).host} does: it is of the other region`,
    `set OTEL_EXPORTER_OTLP_ENDPOINT=${home}, or use a key of this region in ${endpoint.keyVariable}`,
  );
}

/** The key of HONEYCOMB_API_KEY goes to Honeycomb's hosts only; one in a header list goes where people say. */
async function regionOf(secret: string, url: string, regions: readonly string[], signal: AbortSignal) {
  const others = regions
    .map((region) => new URL(region).origin)
    .filter((origin) => origin !== new URL(url).origin && (isHoneycomb(origin) || !isHoneycomb(url)));
  const known = others.map(async (origin) => {
    // A region that cannot be asked does not know the key either.
    const answer = await askHoneycomb(origin, secret, signal).catch(() => undefined);
    return answer?.key === undefined ? undefined : origin;
  });
  return (await Promise.all(known)).find((origin) => origin !== undefined);
}

/** An ingest key's list has `createDatasets` alone, and sending is what it is for. */
function expectMaySend(key: HoneycombKey, { headers, keyVariable }: OtlpEndpoint): HoneycombKey {
  if (key.type !== 'ingest' && key.api_key_access?.['events'] === false)
    throw new Diagnosis(
      'the key may not send events',
      `allow it "Send Events" in Honeycomb, or set an ingest key as ${keyVariable}`,
    );
  if (key.environment?.slug === '' && headers['x-honeycomb-dataset'] === undefined)
    throw new Diagnosis(
      'the key is one of Honeycomb Classic, which has to be told the dataset',
      'set OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-dataset=<name>, or use the key of an environment',
    );
  return key;
}
