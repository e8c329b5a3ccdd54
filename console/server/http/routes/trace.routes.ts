import { z } from 'zod';
import type { ApiParts } from '../api-parts.js';
import { apiRoute } from '../api-route.js';
import { HttpRefusal } from '../http-refusal.js';
import { toOtlpJson } from '../../export/to-otlp-json.js';
import { toXRayDocuments } from '../../export/to-xray-documents.js';
import { tracesAnswer } from '../schemas/answers.js';
import { ofRun, tracesQuestion } from '../schemas/questions.js';
import { traceDetail, traceId } from '../schemas/spans.js';
import { shortenTrace, shortenTraces } from '../shorten.js';
import type { StoredTrace } from '../../store/span-store.js';

const ofTrace = z.strictObject({ id: traceId });

export const traceRoutes = ({ store, linksOf }: Pick<ApiParts, 'store' | 'linksOf'>) => [
  apiRoute({
    method: 'get',
    path: '/api/traces',
    summary: 'The traces, newest first',
    query: tracesQuestion,
    answer: tracesAnswer,
    handle: ({ query: { run, limit, before, q, errors, field, value } }) => {
      if ((field === undefined) !== (value === undefined)) throw new HttpRefusal(400, 'field and value go together');
      const ofField = field === undefined || value === undefined ? undefined : { name: field, value };
      return store.traces({ limit, before, idPrefix: q, errorsOnly: errors === 'true', field: ofField }, run);
    },
    shorten: (answer, { before }) => shortenTraces(answer, before),
  }),
  apiRoute({
    method: 'get',
    path: '/api/traces/{id}',
    summary: 'One trace: its spans, its log lines, and where else it is',
    params: ofTrace,
    query: ofRun,
    answer: traceDetail,
    handle: async ({ params, query }) => {
      const trace = await find(store, params.id, query.run);
      return { ...trace, links: linksOf(trace) };
    },
    shorten: shortenTrace,
  }),
  apiRoute({
    method: 'get',
    path: '/api/traces/{id}/otlp',
    summary: 'One trace as an OTLP request in JSON',
    params: ofTrace,
    query: ofRun,
    answer: z.object({ resourceSpans: z.array(z.unknown()) }),
    handle: async ({ params, query }) => toOtlpJson((await find(store, params.id, query.run)).spans),
  }),
  apiRoute({
    method: 'get',
    path: '/api/traces/{id}/xray',
    summary: "One trace as AWS X-Ray's segment documents",
    params: ofTrace,
    query: ofRun,
    answer: z.object({ documents: z.array(z.unknown()) }),
    handle: async ({ params, query }) => ({
      documents: toXRayDocuments((await find(store, params.id, query.run)).spans),
    }),
  }),
];

async function find(store: ApiParts['store'], id: string, run: string | undefined): Promise<StoredTrace> {
  const trace = await store.trace(id, run);
  if (trace === undefined) throw new HttpRefusal(404, 'that trace is not known here');
  return trace;
}
