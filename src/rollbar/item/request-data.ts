import type { ErrorContext } from '../../errors/index.js';

const MAX_CONTEXT = 255;

/** What an item says of where it comes from: https://docs.rollbar.com/reference/create-item */
export function requestData({ where, enduserId, traceId, spanId, request }: ErrorContext): Record<string, unknown> {
  return {
    custom: { ...(traceId && { trace_id: traceId }), ...(spanId && { span_id: spanId }) },
    ...(where && { context: where.slice(0, MAX_CONTEXT) }),
    ...(enduserId && { person: { id: enduserId.slice(0, 40), username: enduserId.slice(0, 255) } }),
    ...(request && {
      request: {
        url: request.url,
        method: request.method,
        headers: request.headers,
        user_ip: request.clientAddress,
        ...(Object.keys(request.query).length > 0 && { GET: request.query }),
        ...bodyData(request.body),
      },
    }),
  };
}

function bodyData(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null || body === '') return {};
  return typeof body === 'object' && !Array.isArray(body) ? { POST: body } : { body: JSON.stringify(body) };
}
