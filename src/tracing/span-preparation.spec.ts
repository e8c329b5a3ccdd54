import { SpanStatusCode } from '@opentelemetry/api';
import fc from 'fast-check';
import { spanEventRecord, spanLinkRecord, spanRecord } from '../../test/support/span-record.js';
import { Redactor } from '../redaction/index.js';
import { MAX_ARRAY_LENGTH, MAX_ATTRIBUTES, MAX_SPAN_TEXT, MAX_VALUE_LENGTH } from './prepared-values.js';
import { MAX_EVENTS, SpanPreparation } from './span-preparation.js';

const preparation = new SpanPreparation(new Redactor());

describe('the preparation of a span', () => {
  it('passes a span without secrets on as it is, without a copy', () => {
    const span = spanRecord({ attributes: { 'http.route': '/a', n: 3, list: ['x'] } });
    expect(preparation.prepare(span)).toBe(span);
  });

  it('masks by name and by look, in attributes, events, links, name and status', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    const span = spanRecord({
      name: `call ${jwt}`,
      attributes: { 'app.password': 'hunter2', list: ['ok', `Bearer ${jwt}`] },
      events: [
        {
          name: 'exception',
          time: [1, 0],
          attributes: { 'exception.message': `bad ${jwt}` },
          droppedAttributesCount: 0,
        },
      ],
      links: [
        {
          traceId: '1'.repeat(32),
          spanId: '2'.repeat(16),
          traceFlags: 1,
          attributes: { token: 't' },
          droppedAttributesCount: 0,
        },
      ],
      status: { code: SpanStatusCode.ERROR, message: `x-api-key: ${jwt}` },
    });
    const prepared = preparation.prepare(span);

    expect(JSON.stringify(prepared)).not.toContain(jwt);
    expect(prepared.attributes).toEqual({ 'app.password': '[redacted]', list: ['ok', 'Bearer [redacted]'] });
    expect(prepared.links[0]?.attributes).toEqual({ token: '[redacted]' });
    expect(span.attributes['app.password']).toBe('hunter2');
  });

  it('clips long texts and lists and says so', () => {
    const prepared = preparation.prepare(
      spanRecord({
        attributes: { long: 'x'.repeat(MAX_VALUE_LENGTH + 5), list: Array.from({ length: 1_000 }, () => 1) },
      }),
    );
    expect(prepared.attributes.long).toBe(`${'x'.repeat(MAX_VALUE_LENGTH)}…[clipped 5]`);
    expect(prepared.attributes.list).toEqual([...Array.from({ length: MAX_ARRAY_LENGTH }, () => 1), '…[clipped 744]']);
  });

  it('takes any attributes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (attributes) => {
        const prepared = preparation.prepare(spanRecord({ attributes: attributes as Record<string, string> }));
        expect(Object.keys(prepared.attributes)).toEqual(Object.keys(attributes));
      }),
    );
  });

  it('redacts names of attributes, events and scopes, trace states, and URLs by their parts', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const scope = { name: `scope of ${key}` };
    const span = spanRecord({
      attributes: {
        [`made for ${key}`]: 1,
        'url.full': 'https://me:pw@host/token/Zx81?sig=abc&q=1#access_token=xyz',
        'url.query': 'code=1&pass=two',
        card: 4_111_111_111_111_111,
      },
      events: [spanEventRecord({ name: `saw ${key}` })],
      links: [spanLinkRecord({ traceState: `vendor=${key}` })],
      traceState: `token=${key}`,
      scope,
    });
    const prepared = preparation.prepare(span);
    expect(prepared.attributes).toEqual({
      'made for [redacted]': 1,
      'url.full': 'https://[redacted]@host/token/[redacted]?sig=[redacted]&q=1#access_token=[redacted]',
      'url.query': 'code=1&pass=[redacted]',
      card: '[redacted]',
    });
    expect(prepared.events[0]?.name).toBe('saw [redacted]');
    expect(prepared.links[0]?.traceState).toBe('vendor=[redacted]');
    expect(prepared).toMatchObject({ traceState: 'token=[redacted]', scope: { name: 'scope of [redacted]' } });
    expect(preparation.prepare(span).scope).toBe(prepared.scope);
  });

  it('knows a secret that the clip would cut in two', () => {
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIi'.repeat(40)}.sig`;
    const text = 'x'.repeat(MAX_VALUE_LENGTH - 30) + jwt;
    expect(preparation.prepare(spanRecord({ attributes: { text } })).attributes['text']).not.toContain('eyJ');
  });

  it('bounds what one span carries, and says what it left out', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`a${index}`, 'x'.repeat(1_000)]));
    const events = Array.from({ length: 1_000 }, () => spanEventRecord());
    const prepared = preparation.prepare(spanRecord({ attributes: many, events, droppedAttributesCount: 1 }));
    expect(Object.keys(prepared.attributes)).toHaveLength(MAX_ATTRIBUTES);
    expect(prepared.attributes['a999']).toBe('…[clipped 1000]');
    expect(JSON.stringify(prepared.attributes).length).toBeLessThan(MAX_SPAN_TEXT * 1.5);
    expect(prepared).toMatchObject({
      droppedAttributesCount: 10_001 - MAX_ATTRIBUTES,
      droppedEventsCount: 1_000 - MAX_EVENTS,
    });
  });

  it('makes a sound record of what no tracer should have let pass', () => {
    const attributes = Object.defineProperty({ n: 1n, s: Symbol('s'), o: { password: 'x', a: 1 } }, 'bad', {
      enumerable: true,
      get: () => { throw new Error('no'); },
    }); // prettier-ignore
    const prepared = preparation.prepare(
      spanRecord({
        attributes: attributes as never,
        name: Symbol('name') as never,
        startTime: [Number.NaN, 0],
        kind: 9 as never,
      }),
    );
    expect(prepared.attributes).toEqual({
      n: '1',
      s: 'Symbol(s)',
      o: '{"password":"[redacted]","a":1}',
      bad: '[unreadable]',
    });
    expect(prepared).toMatchObject({ name: 'Symbol(name)', kind: 0, startTime: spanRecord().endTime });
  });
});
