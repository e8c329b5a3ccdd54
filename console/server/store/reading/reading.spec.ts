import { groupErrors } from './error-groups.js';
import { mapServices, type MappedSpan } from './service-map.js';
import { summariseTrace } from './trace-summary.js';

const thrown = { type: 'Error', message: 'no user 1', time_ns: '1', trace_id: 't1', span_name: 'GET /a' };
const span = { trace_id: 't', service: 'web', kind: 'internal', status_code: 0, duration_ns: 2_000_000 };

function at(frame: string) {
  return { ...thrown, stack: `Error: no user 1\n    at ${frame}` };
}

describe('errors', () => {
  it('are one group where only ids and numbers differ, and the last one speaks for it', () => {
    const id = '123e4567-e89b-12d3-a456-426614174000';
    const groups = groupErrors([
      { ...thrown, message: `no user ${id}`, time_ns: '9', trace_id: 't9' },
      thrown,
      { ...thrown, type: 'TypeError', time_ns: '5' },
    ]);
    expect(groups).toMatchObject([
      {
        type: 'Error',
        message: `no user ${id}`,
        count: 2,
        first_seen_ns: '1',
        last_seen_ns: '9',
        trace_ids: ['t9', 't1'],
      },
      { type: 'TypeError', count: 1 },
    ]);
  });

  it('are different where another frame threw, whatever the line', () => {
    expect(groupErrors([at('find (/app/users.js:10:5)'), at('find (/app/users.js:12:9)')])).toHaveLength(1);
    expect(groupErrors([at('find (/app/users.js:10:5)'), at('save (/app/users.js:10:5)')])).toHaveLength(2);
  });
});

describe('the map', () => {
  it('has a call between services where a parent is another service, and a remote where nobody answered', () => {
    const spans: MappedSpan[] = [
      { ...span, span_id: '1', kind: 'server' },
      { ...span, span_id: '2', parent_id: '1', kind: 'client', peer: 'api.internal' },
      { ...span, span_id: '3', parent_id: '2', kind: 'server', service: 'api', status_code: 2 },
      {
        ...span,
        span_id: '4',
        parent_id: '3',
        kind: 'client',
        service: 'api',
        peer: 'postgresql',
        duration_ns: 5_000_000,
      },
    ];
    expect(mapServices(spans)).toEqual({
      nodes: [
        { name: 'api', kind: 'service', requests: 1, errors: 1 },
        { name: 'web', kind: 'service', requests: 1, errors: 0 },
        { name: 'postgresql', kind: 'remote', requests: 1, errors: 0 },
      ],
      edges: [
        { from: 'api', to: 'postgresql', requests: 1, errors: 0, p90_ms: 5 },
        { from: 'web', to: 'api', requests: 1, errors: 1, p90_ms: 2 },
      ],
    });
  });
});

describe("a trace's summary", () => {
  const child = {
    ...span,
    span_id: '2',
    parent_id: '1',
    name: 'query',
    start_ns: '10',
    service: 'api',
    status_code: 2,
  };

  it('says what the root span says', () => {
    const root = { ...span, span_id: '1', name: 'GET /a', start_ns: '5', http_status: 200 };
    expect(summariseTrace([child, root])).toEqual({
      trace_id: 't',
      name: 'GET /a',
      service: 'web',
      start_ns: '5',
      duration_ms: 2,
      http_status: 200,
      span_count: 2,
      error_count: 1,
      services: ['web', 'api'],
    });
  });

  it('says the path of a request that no route took, which has the method alone for a name', () => {
    const root = { ...span, span_id: '1', start_ns: '5', url_path: '/nowhere' };
    expect(summariseTrace([{ ...root, name: 'GET' }])).toMatchObject({ url_path: '/nowhere' });
    expect(summariseTrace([{ ...root, name: 'GET /a' }])).not.toHaveProperty('url_path');
  });

  it('says what the earliest span says while no root has come', () => {
    expect(summariseTrace([{ ...child, span_id: '3', name: 'later', start_ns: '11' }, child])).toMatchObject({
      name: 'query',
      start_ns: '10',
    });
  });
});
