type PlainAttributes = Readonly<Record<string, string | number | boolean>>;

interface TraceOptions {
  readonly traceId?: string;
  readonly startMs?: number;
  readonly name?: string;
  /** Of the root, besides its own. */
  readonly attributes?: PlainAttributes;
}

/** A trace as an OTLP request in JSON: a request that fails in the second of its two services. */
export function traceRequest({
  traceId = '0af7651916cd43dd8448eb211c80319c',
  startMs = Date.now(),
  name = 'GET /api/activities/home',
  attributes = {},
}: TraceOptions = {}) {
  const at = (ms: number) => String(BigInt(startMs + ms) * 1_000_000n);
  const root = {
    traceId,
    spanId: '1111111111111111',
    name,
    kind: 2,
    startTimeUnixNano: at(0),
    endTimeUnixNano: at(120),
    attributes: pairs({ 'http.request.method': 'GET', 'http.route': '/api/activities/home', 'http.response.status_code': 500, ...attributes }),
    status: { code: 2 },
  }; // prettier-ignore
  const call = {
    traceId,
    spanId: '2222222222222222',
    parentSpanId: root.spanId,
    name: 'charge',
    kind: 2,
    startTimeUnixNano: at(10),
    endTimeUnixNano: at(100),
    events: [
      {
        name: 'exception',
        timeUnixNano: at(90),
        attributes: pairs({
          'exception.type': 'RangeError',
          'exception.message': 'card 4242 is expired',
          'exception.stacktrace': 'RangeError: card 4242 is expired\n    at charge (/srv/pay.js:10:5)',
        }),
      },
    ],
    status: { code: 2, message: 'card 4242 is expired' },
  };
  return {
    resourceSpans: [
      { resource: { attributes: pairs({ 'service.name': 'web' }) }, scopeSpans: [{ scope: { name: 'http' }, spans: [root] }] },
      { resource: { attributes: pairs({ 'service.name': 'pay' }) }, scopeSpans: [{ scope: { name: 'pay' }, spans: [call] }] },
    ],
  }; // prettier-ignore
}

export function logRequest(traceId: string, body = 'it broke', attributes: PlainAttributes = {}) {
  const record = {
    timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
    severityNumber: 17,
    severityText: 'ERROR',
    body: { stringValue: body },
    traceId,
    spanId: '1111111111111111',
    attributes: pairs(attributes),
  };
  const resource = { attributes: pairs({ 'service.name': 'web' }) };
  return { resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'app' }, logRecords: [record] }] }] };
}

export function pairs(attributes: PlainAttributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { intValue: value };
}
