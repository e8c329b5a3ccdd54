import type { Attributes, Histogram, Meter } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_URL_SCHEME,
  METRIC_HTTP_SERVER_REQUEST_DURATION,
} from '@opentelemetry/semantic-conventions';
import { knownMethod, type FinishedServerRequest, type RequestListener } from '../tracing/index.js';

/** The boundaries that the semantic conventions advise, in seconds. */
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * `http.server.request.duration`, sampled or not. Its attributes are few-valued by construction: the route's template and
 * never the path, `_OTHER` for methods that nobody knows.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
 */
export class RequestDurationMetric implements RequestListener {
  private readonly duration: Histogram;

  constructor(meter: Meter) {
    this.duration = meter.createHistogram(METRIC_HTTP_SERVER_REQUEST_DURATION, {
      description: 'Duration of HTTP server requests.',
      unit: 's',
      advice: { explicitBucketBoundaries: BUCKETS_S },
    });
  }

  onFinish(finished: FinishedServerRequest): void {
    this.duration.record(finished.durationMs / 1000, attributesOf(finished));
  }
}

function attributesOf({ request, response, route, aborted }: FinishedServerRequest): Attributes {
  const attributes: Attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: knownMethod(request.method),
    [ATTR_URL_SCHEME]: 'encrypted' in request.socket ? 'https' : 'http',
    [ATTR_NETWORK_PROTOCOL_VERSION]: request.httpVersion,
  };
  if (route !== undefined) attributes[ATTR_HTTP_ROUTE] = route;
  if (response.headersSent) attributes[ATTR_HTTP_RESPONSE_STATUS_CODE] = response.statusCode;
  if (aborted) attributes[ATTR_ERROR_TYPE] = 'client_disconnected';
  else if (response.statusCode >= 500) attributes[ATTR_ERROR_TYPE] = String(response.statusCode);
  return attributes;
}
