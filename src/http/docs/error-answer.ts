import type { OperationDescription } from './describe.decorator.js';

const ERROR_SCHEMA = {
  type: 'object',
  required: ['statusCode', 'message', 'error'],
  properties: {
    statusCode: { type: 'integer' },
    message: { type: 'string' },
    error: { type: 'string' },
    traceId: {
      type: 'string',
      pattern: '^[0-9a-f]{32}$',
      description: 'With a 5xx: the trace that tells what happened.',
    },
  },
};

/** An answer that is one of the service's JSON errors. */
export function errorAnswer(description: string): OperationDescription['responses'][string] {
  return { description, content: { 'application/json': { schema: ERROR_SCHEMA } } };
}
