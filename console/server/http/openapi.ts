import { z } from 'zod';
import type { ApiRoute } from './api-route.js';

/** The API's description in OpenAPI 3.1, whose schemas are JSON Schema, as zod writes them. */
export function openApi(routes: readonly ApiRoute[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Telemetry console',
      version,
      description:
        'Everything is read from what was sent as OTLP to /v1/traces, /v1/logs and /v1/metrics. GET /api/live is a stream of ' +
        'Server-Sent Events: trace, log, destinations, lag.',
    },
    components: {
      schemas: { Error: jsonSchema(errorSchema) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Where CONSOLE_TOKEN is set.' } },
    },
    security: [{}, { token: [] }],
    paths,
  };
}

const errorSchema = z.object({ statusCode: z.int(), message: z.string(), error: z.string() });

function operation({ summary, params, query, body, answer }: ApiRoute): object {
  const error = { description: 'Refused', content: content({ $ref: '#/components/schemas/Error' }) };
  return {
    summary,
    parameters: [...parameters('path', params), ...parameters('query', query)],
    ...(body && { requestBody: { required: true, content: content(jsonSchema(body, 'input')) } }),
    responses: { 200: { description: summary, content: content(jsonSchema(answer)) }, '4XX': error, '5XX': error },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: jsonSchema(type, 'input'),
  }));
}

const content = (schema: object) => ({ 'application/json': { schema } });

/** Without the dialect's address, which the whole document states. A transformed value is described by what is sent. */
function jsonSchema(type: z.core.$ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
}
