import type { ApiParts } from '../api-parts.js';
import { apiRoute } from '../api-route.js';
import { aboutAnswer, destinationsAnswer, errorsAnswer, logsAnswer, mapAnswer } from '../schemas/answers.js';
import { logsQuestion, ofRun } from '../schemas/questions.js';
import { shortenErrors, shortenLogs } from '../shorten.js';

export const overviewRoutes = ({ store, destinations, about }: Pick<ApiParts, 'store' | 'destinations' | 'about'>) => [
  apiRoute({
    method: 'get',
    path: '/api/logs',
    summary: 'The log lines, newest first',
    query: logsQuestion,
    answer: logsAnswer,
    handle: ({ query: { run, limit, before, level, q, trace } }) =>
      store.logs({ limit, before, leastSeverity: level, text: q, traceId: trace }, run),
    shorten: (answer, { before }) => shortenLogs(answer, before),
  }),
  apiRoute({
    method: 'get',
    path: '/api/errors',
    summary: 'The exceptions, grouped by fingerprint',
    query: ofRun,
    answer: errorsAnswer,
    handle: ({ query }) => store.errors(query.run),
    shorten: shortenErrors,
  }),
  apiRoute({
    method: 'get',
    path: '/api/map',
    summary: 'The services and what they call',
    query: ofRun,
    answer: mapAnswer,
    handle: ({ query }) => store.map(query.run),
  }),
  apiRoute({
    method: 'get',
    path: '/api/destinations',
    summary: 'How each destination of each service is doing',
    answer: destinationsAnswer,
    handle: async () => destinations(),
  }),
  apiRoute({
    method: 'get',
    path: '/api/about',
    summary: 'What the page has to know first',
    answer: aboutAnswer,
    handle: async () => about,
  }),
];
