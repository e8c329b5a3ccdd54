const HARVEST_MS = 5_000;
const NO_LIMIT = 10_000_000;

/** What the collector would allow; the agent itself asks for less where it wants less. */
const connected = {
  agent_run_id: '1',
  request_headers_map: {},
  collect_analytics_events: true,
  collect_span_events: true,
  collect_traces: true,
  collect_errors: true,
  data_report_period: 5,
  entity_guid: 'bench',
  account_id: '1',
  primary_application_id: '1',
  trusted_account_key: '1',
  sampling_target: NO_LIMIT,
  sampling_target_period_in_seconds: 60,
  event_harvest_config: {
    report_period_ms: HARVEST_MS,
    harvest_limits: { analytic_event_data: NO_LIMIT, span_event_data: NO_LIMIT, error_event_data: 100 },
  },
  span_event_harvest_config: { report_period_ms: HARVEST_MS, harvest_limit: NO_LIMIT },
};

const method = (request) => new URL(request.url, 'http://sink').searchParams.get('method');

/**
 * New Relic's collector. It is asked by TLS alone, so the runner puts a TLS front before the sink; see bench/peers/tls-front.js.
 */
export const newRelic = {
  takes: (request) => request.url.startsWith('/agent_listener/invoke_raw_method'),
  count: (body) => {
    const text = body.toString();
    if (!text.includes('"type":"Span"')) return {};
    return { spans: text.split('"type":"Span"').length - 1 };
  },
  answer: (request) => {
    // Without a host to go to the agent stays with the one it has, port and all.
    const value = { preconnect: {}, connect: connected }[method(request)] ?? null;
    return { body: JSON.stringify({ return_value: value }) };
  },
};
