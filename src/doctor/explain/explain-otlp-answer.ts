import type { OtlpEndpoint } from '../../otlp/index.js';
import { Diagnosis } from '../diagnosis.js';
import { describeTarget, type Target } from './target.js';

export interface OtlpAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly said: string;
}

const TWICE = /\/v1\/(?:traces|logs|metrics)(?=\/v1\/)/;

/** What an answer to an export means. Undefined where the export was accepted. */
export function explainOtlpAnswer(answer: OtlpAnswer, endpoint: OtlpEndpoint, target: Target): Diagnosis | undefined {
  const { status, type = '', said } = answer;
  const where = describeTarget(target);
  if (status < 300) {
    if (!type.startsWith('text/html')) return undefined;
    return new Diagnosis(
      `${where} answers with a web page: it takes no OTLP`,
      `correct host and port in ${target.variable}`,
    );
  }
  const because = `${where} answered HTTP ${status}${quoted(type, said)}`;
  return new Diagnosis(because, adviceOn(answer, endpoint, target));
}

function adviceOn({ status, said }: OtlpAnswer, endpoint: OtlpEndpoint, { variable, scheme }: Target): string {
  const { keyVariable, url, headers, encoding } = endpoint;
  const path = new URL(url).pathname;
  if (scheme === 'http' && /https/i.test(said) && status === 400) return `it wants TLS: write https:// in ${variable}`;
  if (status === 401 || status === 403)
    return Object.keys(headers).length === 0
      ? 'it wants a key: set OTEL_EXPORTER_OTLP_HEADERS=name=value'
      : `check ${keyVariable}: the key, its permission to send, and that it is one of this endpoint's region`;
  if (status === 404 || status === 405) return adviceOnPath(path, variable);
  if (status >= 300 && status < 400) return `redirects are not followed: put the address it points to in ${variable}`;
  if (status === 400 || status === 415) {
    const other = encoding === 'json' ? 'http/protobuf' : 'http/json';
    return `it does not read what was sent: try OTEL_EXPORTER_OTLP_PROTOCOL=${other}, or OTEL_EXPORTER_OTLP_COMPRESSION=none`;
  }
  if (status === 429) return 'the key is over its rate: wait, or raise the limit there';
  if (status === 407) return 'a proxy stands between and wants credentials';
  return 'it is in trouble itself: read its log, try again';
}

function adviceOnPath(path: string, variable: string): string {
  if (TWICE.test(path))
    return `${path} has its path twice: it is appended to OTEL_EXPORTER_OTLP_ENDPOINT, so cut ${path.replace(/\/v1\/(?=\w+$).*/, '').replace(/^.*(?=\/v1\/)/, '')} off there, or move the whole URL to OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`;
  if (!/\/v1\/(?:traces|logs|metrics)$/.test(path))
    return `${variable} is taken as it is: end it in the signal's path, such as /v1/traces (now it is ${path})`;
  return `is ${path} where it takes OTLP? Correct the path in ${variable}: /${path.split('/').slice(-2).join('/')} is appended to OTEL_EXPORTER_OTLP_ENDPOINT alone`;
}

/** The other side's own words, where they are words. */
function quoted(type: string, said: string): string {
  const text = /html|protobuf/.test(type) ? '' : said.trim();
  // oxlint-disable-next-line no-control-regex
  return text === '' || /[\u0000-\u0008\ufffd]/.test(text) ? '' : ` (${text})`;
}
