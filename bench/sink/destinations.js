import { newRelic } from './new-relic.js';
import { occurrences } from './occurrences.js';
import { countDatadogSpans } from './datadog-spans.js';
import { countOtlpSpans } from './otlp-spans.js';
import { countSentrySpans } from './sentry-spans.js';
import { xrayRules } from './xray-rules.js';

const EVENT_MARK = Buffer.from('"timestamp":'); // inside a message its quotes are escaped
const PROTOBUF = 'application/x-protobuf';

const at = (path) => (request) => request.url.startsWith(path);
const calls = (target) => (request) => String(request.headers['x-amz-target']).endsWith(target);

/** What the sink stands in for: which requests are whose, what each is answered, and what is in a body. */
export const destinations = [
  { takes: at('/v1/traces'), count: (body) => ({ spans: countOtlpSpans(body) }), answer: () => ({ type: PROTOBUF }) },
  { takes: at('/v1/logs'), answer: () => ({ type: PROTOBUF }) },
  { takes: at('/v1/metrics'), answer: () => ({ type: PROTOBUF }) },
  // What a second destination gets besides is taken and not counted.
  { takes: at('/elsewhere/v1/'), answer: () => ({ type: PROTOBUF }) },
  { takes: calls('PutLogEvents'), count: (body) => ({ logEvents: occurrences(body, EVENT_MARK) }) },
  { takes: calls('CreateLogStream') },
  { takes: calls('CreateLogGroup') },
  { takes: calls('PutRetentionPolicy') },
  { takes: at('/api/1/item/'), count: () => ({ items: 1 }), answer: () => ({ body: '{"err":0}' }) },
  { takes: at('/GetSamplingRules'), answer: () => ({ body: xrayRules }) },
  { takes: at('/SamplingTargets') },
  // From here on for bench:peers alone.
  { takes: at('/v0.4/traces'), count: (body) => ({ spans: countDatadogSpans(body) }), answer: () => ({ body: '{"rate_by_service":{}}' }) }, // prettier-ignore
  { takes: at('/info'), answer: () => ({ body: '{"version":"7.60.0","endpoints":["/v0.4/traces"]}' }) },
  { takes: at('/intake/v2/events'), count: (body) => ({ spans: countElastic(body) }), answer: () => ({ status: 202 }) },
  { takes: at('/api/1/envelope/'), count: (body) => ({ spans: countSentrySpans(body) }) },
  { takes: (request) => request.method === 'GET' && request.url === '/', answer: () => ({ body: '{"version":"8.17.0"}' }) }, // prettier-ignore
  newRelic,
];

/** One event a line. */
function countElastic(body) {
  return occurrences(body, Buffer.from('\n{"transaction":')) + occurrences(body, Buffer.from('\n{"span":'));
}
