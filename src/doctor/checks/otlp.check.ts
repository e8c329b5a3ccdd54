import type { Environment } from '../../config/index.js';
import type { OtlpEndpoint } from '../../otlp/index.js';
import { tracingConfig } from '../../tracing/index.js';
import type { Check, Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { resolveName } from '../explain/resolve-name.js';
import { targetOf } from '../explain/target.js';
import type { Outcome } from '../finding.js';
import { emptyExport } from './empty-export.js';
import { askAboutKey, carriesKey } from './honeycomb-key.js';
import { describeKey } from './honeycomb-identity.js';
import { otlpNotes } from './otlp-notes.js';
import { offOutcome, otlpEndpointOf, otlpVariables, type Signal } from './otlp-signals.js';
import { stockExport } from './stock-export.js';

/** OTLP as this service sends it, signal by signal. */
export const otlpChecks: readonly Check[] = [
  otlpCheck('otlp', 'TRACES'),
  otlpCheck('otlp.logs', 'LOGS'),
  otlpCheck('otlp.metrics', 'METRICS'),
];

function otlpCheck(destination: string, signal: Signal): Check {
  return {
    destination,
    variables: otlpVariables(signal),
    run: async (examination) => {
      const { environment } = examination.surroundings;
      const endpoint = otlpEndpointOf(signal, environment);
      return endpoint === undefined ? offOutcome(signal, environment) : tryOut(signal, endpoint, examination);
    },
  };
}

async function tryOut(signal: Signal, endpoint: OtlpEndpoint, examination: Examination): Promise<Outcome> {
  const { surroundings } = examination;
  const { environment } = surroundings;
  if (signal === 'TRACES') expectSpans(environment);
  const target = targetOf(endpoint.url, surroundings.firstSet(...otlpVariables(signal)) ?? '', surroundings);
  await resolveName(target);
  const key =
    signal === 'TRACES' && carriesKey(endpoint) ? await askAboutKey(endpoint, target, examination) : undefined;
  await emptyExport(endpoint, target, examination);
  const { origin, pathname } = new URL(endpoint.url);
  const notes = otlpNotes(signal, endpoint, environment);
  const accepted = `${origin + pathname} accepted an empty export`;
  if (signal !== 'TRACES') return { because: accepted, notes };
  if (key === undefined) return { because: accepted, notes: [...notes, ...(await stockRemark(endpoint, examination))] };
  await stockExport(endpoint, [examination.span], examination.signal, target, key);
  const { because, notes: ofKey } = describeKey(key, endpoint, examination);
  return { because: `${because} (${origin + pathname})`, notes: [...ofKey, ...notes] };
}

/** Where the settings have no span made, none arrives. @throws Diagnosis */
function expectSpans(environment: Environment): void {
  const { disabled, sampler, samplerRatio } = tracingConfig.from(environment);
  if (disabled) throw new Diagnosis('OTEL_SDK_DISABLED is true: no span is recorded', 'remove OTEL_SDK_DISABLED');
  if (sampler.endsWith('always_off') || (sampler.endsWith('traceidratio') && samplerRatio === 0))
    throw new Diagnosis('OTEL_TRACES_SAMPLER leaves every trace out', 'set OTEL_TRACES_SAMPLER=parentbased_always_on');
}

/** What this service sends was accepted: that the stock exporter's JSON is not is worth a word, no more. */
async function stockRemark(endpoint: OtlpEndpoint, { signal }: Examination): Promise<string[]> {
  try {
    await stockExport(endpoint, [], signal);
    return [];
  } catch {
    return ['the stock exporter, which sends JSON, was refused: keep OTEL_EXPORTER_OTLP_PROTOCOL at http/protobuf'];
  }
}
