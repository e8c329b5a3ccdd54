import { errorAnswer, jsonAnswer, type OperationDescription } from '../http/index.js';

const report = {
  type: 'object',
  required: ['status', 'details'],
  properties: {
    status: { type: 'string', enum: ['ok'] },
    info: { type: 'object' },
    error: { type: 'object' },
    details: { type: 'object' },
  },
};

const shuttingDown = errorAnswer('The service is shutting down');

/** The health checks, as /docs describes them. */
export const healthDocs = {
  live: {
    summary: 'Whether the process answers',
    responses: { 200: jsonAnswer('It does', report), 503: shuttingDown },
  },
  ready: {
    summary: 'Whether requests should be sent here',
    responses: { 200: jsonAnswer('They should', report), 503: shuttingDown },
  },
} satisfies Record<string, OperationDescription>;
