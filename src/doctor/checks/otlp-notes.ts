import type { Environment } from '../../config/index.js';
import { isHoneycomb, type OtlpEndpoint } from '../../otlp/index.js';
import type { Signal } from './otlp-signals.js';

/** Settings that work, and perhaps not as they were meant. */
export function otlpNotes(signal: Signal, { url, headers }: OtlpEndpoint, environment: Environment): string[] {
  const notes: string[] = [];
  if (environment['HONEYCOMB_API_KEY'] !== undefined && !isHoneycomb(url) && signal === 'TRACES')
    notes.push(
      'HONEYCOMB_API_KEY goes to Honeycomb alone, and this endpoint is another: what it wants belongs in OTEL_EXPORTER_OTLP_HEADERS',
    );
  if (
    signal === 'TRACES' &&
    environment['OTEL_EXPORTER_OTLP_LOGS_ENDPOINT'] !== undefined &&
    environment['OTEL_LOGS_EXPORTER'] === undefined
  )
    notes.push('OTEL_EXPORTER_OTLP_LOGS_ENDPOINT alone sends no logs: set OTEL_LOGS_EXPORTER=otlp');
  if (signal === 'METRICS' && isHoneycomb(url)) notes.push('Honeycomb bills metrics apart from events');
  if (url.startsWith('http:') && Object.keys(headers).length > 0 && !isLocal(new URL(url).hostname))
    notes.push('its headers travel without TLS: write https:// where the endpoint has it');
  return notes;
}

function isLocal(hostname: string): boolean {
  return !hostname.includes('.') || /^(?:127|10|192\.168)\./.test(hostname) || hostname === '[::1]';
}
