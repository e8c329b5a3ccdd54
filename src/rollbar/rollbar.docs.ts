import { errorAnswer, type OperationDescription } from '../http/index.js';

/** The test routes, as /docs describes them. */
export const rollbarDocs = {
  test: {
    summary: 'Reports the message "Hello World!" at level warning',
    responses: {
      200: { description: 'It was reported', content: { 'text/html': { schema: { type: 'string' } } } },
    },
  },
  error: {
    summary: 'Fails on purpose, to watch an error arrive',
    responses: { 500: errorAnswer('The error that was asked for') },
  },
} satisfies Record<string, OperationDescription>;
