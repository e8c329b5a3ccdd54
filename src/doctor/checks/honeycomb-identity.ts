import type { OtlpEndpoint } from '../../otlp/index.js';
import type { Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { doctorConfig } from '../doctor.config.js';
import type { OtlpAnswer } from '../explain/explain-otlp-answer.js';
import type { HoneycombKey } from './honeycomb-api.js';

/** Whose the key is, where to look for the span that arrived, and what makes the deep links. */
export function describeKey(
  { team, environment, type, api_key_access: access }: HoneycombKey,
  { url }: OtlpEndpoint,
  { span, surroundings }: Pick<Examination, 'span' | 'surroundings'>,
): { readonly because: string; readonly notes: readonly string[] } {
  const dataset = String(span.resource.attributes['service.name']);
  const config = doctorConfig.from(surroundings.environment);
  const notes: string[] = [];
  if (team?.slug && environment?.slug) {
    const ui = new URL(url).hostname.includes('.eu1.') ? 'https://ui.eu1.honeycomb.io' : 'https://ui.honeycomb.io';
    const path = [team.slug, 'environments', environment.slug, 'datasets', dataset].map(encodeURIComponent).join('/');
    notes.push(`see it: ${ui}/${path}/trace?trace_id=${span.traceId}`);
    if (config.honeycombTeam !== team.slug || config.honeycombEnvironment !== environment.slug)
      notes.push(`for deep links: HONEYCOMB_TEAM=${team.slug} HONEYCOMB_ENVIRONMENT=${environment.slug}`);
  }
  if (access?.['createDatasets'] === false)
    notes.push(
      `the key may not create datasets: another OTEL_SERVICE_NAME than ${dataset} needs its dataset made first`,
    );
  const where = environment?.slug ? `environment "${environment.name ?? environment.slug}"` : 'Honeycomb Classic';
  const kind = type === 'ingest' ? 'an ingest key' : 'a key that may send events';
  const because = `Honeycomb team "${team?.name ?? team?.slug ?? '?'}", ${where}: ${kind}; the stock exporter's span was accepted for dataset ${dataset}`;
  return { because, notes };
}

/** A span that is refused although the key is known: its dataset may not be made. */
export function explainRefusedSpan({ status }: OtlpAnswer, key: HoneycombKey | undefined): Diagnosis | undefined {
  if (key === undefined || ![400, 401, 403, 404].includes(status)) return undefined;
  if (key.api_key_access?.['createDatasets'] !== false) return undefined;
  return new Diagnosis(
    `Honeycomb knows the key, and refused the span (HTTP ${status}): the key may not create datasets`,
    'allow the key "Can create datasets", or make a dataset named as OTEL_SERVICE_NAME first',
  );
}
