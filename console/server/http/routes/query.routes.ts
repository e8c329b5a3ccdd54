import { comparisonSchema, readComparison } from '../../query/comparison.js';
import { querySpecSchema } from '../../query/query-spec.js';
import { readQuerySpec } from '../../query/read-query-spec.js';
import type { ApiParts } from '../api-parts.js';
import { apiRoute } from '../api-route.js';
import { compareAnswer, fieldsAnswer, queryAnswer, runsAnswer, savedQueriesAnswer } from '../schemas/answers.js';
import { ofRun } from '../schemas/questions.js';
import { shortenSeries } from '../shorten.js';

export const queryRoutes = ({ store, savedQueries }: Pick<ApiParts, 'store' | 'savedQueries'>) => [
  apiRoute({
    method: 'post',
    path: '/api/query',
    summary: "A query in Honeycomb's Query Specification",
    query: ofRun,
    body: querySpecSchema,
    answer: queryAnswer,
    handle: async ({ query, body }) => store.query(readQuerySpec(body), query.run),
    shorten: shortenSeries,
  }),
  apiRoute({
    method: 'post',
    path: '/api/compare',
    summary: 'What is different about the rows in a region of a heatmap',
    query: ofRun,
    body: comparisonSchema,
    answer: compareAnswer,
    handle: async ({ query, body }) => store.compare(readComparison(body), query.run),
  }),
  apiRoute({
    method: 'get',
    path: '/api/fields',
    summary: 'The columns that a query may name',
    query: ofRun,
    answer: fieldsAnswer,
    handle: ({ query }) => store.fields(query.run),
  }),
  apiRoute({
    method: 'get',
    path: '/api/runs',
    summary: 'The runs of the console, newest first',
    answer: runsAnswer,
    handle: () => store.runs(),
  }),
  apiRoute({
    method: 'get',
    path: '/api/queries',
    summary: 'The saved queries',
    answer: savedQueriesAnswer,
    handle: savedQueries,
  }),
];
