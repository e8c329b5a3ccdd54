import { BatchGetTracesCommand, XRayClient, type Trace } from '@aws-sdk/client-xray';
import { AppProcess } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import type { ArrivedSegment } from '../support/xray-daemon.js';
import { ForwardingDaemon } from './support/forwarding-daemon.js';
import { MotoServer } from './support/moto-server.js';
import { placesInSegments } from './support/recorded-spans.js';
import { askMix, spansOf, type AnsweredRequest } from './support/request-mix.js';

/** A datagram that finds the reader's buffer full is lost: no more at a time than surely fit. */
const REQUESTS_A_ROUND = 40;
const ROUNDS = 5;
const TRACES_A_CALL = 5;

describe('X-Ray’s API, as moto has it', () => {
  let moto: MotoServer;
  let daemon: ForwardingDaemon;
  let app: AppProcess;
  beforeAll(async () => {
    moto = await MotoServer.start();
    daemon = await ForwardingDaemon.start(moto);
    app = await AppProcess.start({
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      XRAY_SAMPLING: 'all',
      ROLLBAR_TEST_ROUTES: 'true',
    });
  });
  afterAll(async () => {
    await app?.stop();
    daemon?.close();
    await moto?.stop();
  });

  it('takes every document of the service and gives each trace back whole', async () => {
    const answered: AnsweredRequest[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      answered.push(...(await askMix(app.url, REQUESTS_A_ROUND)));
      await eventually(() => expect(daemon.documents).toHaveLength(round * REQUESTS_A_ROUND));
    }
    expect(await app.stop()).toBe(0);
    const recorded = spansOf(answered);
    expect(app.accounts()['xray']).toEqual({ recorded, delivered: recorded, pending: 0, dropped: {} });
    await daemon.forward();
    expect(daemon.unprocessed).toEqual([]);

    const ids = answered.map(({ traceId }) => `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`);
    const traces = await tracesOf(moto, ids);
    expect(traces.map(({ Id = '' }) => Id).toSorted()).toEqual(ids.toSorted());
    const documents = traces.flatMap(({ Segments = [] }) => Segments.map(({ Document = '' }) => parsed(Document)));
    expect(documents.toSorted(byId)).toEqual(daemon.documents.map(parsed).toSorted(byId));

    const segments = new Map(documents.map((segment) => [segment.id, segment]));
    for (const { request, spanId, parentSpanId } of answered)
      expect(segments.get(spanId)).toMatchObject({
        name: 'backend-nest',
        ...(parentSpanId === '' ? {} : { parent_id: parentSpanId }),
        fault: request.status >= 500,
        error: request.status >= 400 && request.status < 500,
        http: { request: { method: request.post ? 'POST' : 'GET' }, response: { status: request.status } },
      });
    expect(placesInSegments(documents)).toHaveLength(recorded);
  });
});

async function tracesOf(moto: MotoServer, ids: readonly string[]): Promise<Trace[]> {
  const client = new XRayClient(moto.client);
  const traces: Trace[] = [];
  for (let from = 0; from < ids.length; from += TRACES_A_CALL) {
    const answer = await client.send(new BatchGetTracesCommand({ TraceIds: ids.slice(from, from + TRACES_A_CALL) }));
    traces.push(...(answer.Traces ?? []));
  }
  client.destroy();
  return traces;
}

const parsed = (document: string) => JSON.parse(document) as ArrivedSegment;
const byId = (a: ArrivedSegment, b: ArrivedSegment) => a.id.localeCompare(b.id);
