import type { Environment } from '../../config/index.js';
import { otlpConfig, otlpMetricsEndpoint, type OtlpEndpoint } from '../../otlp/index.js';
import { Diagnosis } from '../diagnosis.js';
import type { Outcome } from '../finding.js';

export type Signal = 'TRACES' | 'LOGS' | 'METRICS';

const GENERAL_ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** What a signal's way depends on; the one that names its place comes first. */
export function otlpVariables(signal: Signal): string[] {
  const own = (kind: string) => [`OTEL_EXPORTER_OTLP_${signal}_${kind}`, `OTEL_EXPORTER_OTLP_${kind}`];
  const others = [...own('HEADERS'), ...own('PROTOCOL'), ...own('COMPRESSION'), `OTEL_${signal}_EXPORTER`];
  return [
    ...own('ENDPOINT'),
    'HONEYCOMB_API_KEY',
    ...others,
    ...(signal === 'TRACES' ? ['OTEL_SDK_DISABLED', 'OTEL_TRACES_SAMPLER'] : []),
  ];
}

/** Where the service would send `signal`. @throws ConfigError */
export function otlpEndpointOf(signal: Signal, environment: Environment): OtlpEndpoint | undefined {
  if (signal === 'METRICS') return otlpMetricsEndpoint(environment);
  const { traces, logs } = otlpConfig.from(environment);
  return signal === 'TRACES' ? traces : logs;
}

/** @throws Diagnosis where a variable asks for a signal and none names a place for it */
export function offOutcome(signal: Signal, environment: Environment): Outcome {
  const exporter = `OTEL_${signal}_EXPORTER`;
  const wanted = environment[exporter];
  if (wanted === 'otlp')
    throw new Diagnosis(`${exporter} is otlp and nothing names an endpoint`, `set ${GENERAL_ENDPOINT}`);
  return {
    state: 'off',
    because: wanted === 'none' ? `${exporter} is none` : whatTurnsOn(signal),
    notes: offNotes(signal, environment),
  };
}

function whatTurnsOn(signal: Signal): string {
  if (signal === 'TRACES') return `HONEYCOMB_API_KEY or ${GENERAL_ENDPOINT} turns it on`;
  if (signal === 'LOGS') return `OTEL_LOGS_EXPORTER=otlp turns it on, with an endpoint`;
  return `${GENERAL_ENDPOINT} turns it on`;
}

/** A variable that was set in the belief that it does something. */
function offNotes(signal: Signal, environment: Environment): string[] {
  const own = `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`;
  if (environment[own] !== undefined) return [`${own} alone sends nothing: set OTEL_${signal}_EXPORTER=otlp`];
  const headers = environment['OTEL_EXPORTER_OTLP_HEADERS'] !== undefined;
  return signal === 'TRACES' && headers
    ? [`OTEL_EXPORTER_OTLP_HEADERS is set, and ${GENERAL_ENDPOINT} is not: there is nobody to send them to`]
    : [];
}
