import { SpanStatusCode } from '@opentelemetry/api';
import fc from 'fast-check';
import { spanRecord } from '../../test/support/span-record.js';
import { Redactor } from '../redaction/index.js';
import { MAX_ARRAY_LENGTH, MAX_VALUE_LENGTH, prepareSpan } from './prepare-span.js';

const redactor = new Redactor();

describe('prepareSpan', () => {
  it('passes a span without secrets on as it is, without a copy', () => {
    const span = spanRecord({ attributes: { 'http.route': '/a', n: 3, list: ['x'] } });
    expect(prepareSpan(span, redactor)).toBe(span);
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
    const prepared = prepareSpan(span, redactor);

    expect(JSON.stringify(prepared)).not.toContain(jwt);
    expect(prepared.attributes).toEqual({ 'app.password': '[redacted]', list: ['ok', 'Bearer [redacted]'] });
    expect(prepared.links[0]?.attributes).toEqual({ token: '[redacted]' });
    expect(span.attributes['app.password']).toBe('hunter2');
  });

  it('clips long texts and lists and says so', () => {
    const prepared = prepareSpan(
      spanRecord({
        attributes: { long: 'x'.repeat(MAX_VALUE_LENGTH + 5), list: Array.from({ length: 1_000 }, () => 1) },
      }),
      redactor,
    );
    expect(prepared.attributes.long).toBe(`${'x'.repeat(MAX_VALUE_LENGTH)}…[clipped 5]`);
    expect(prepared.attributes.list).toHaveLength(MAX_ARRAY_LENGTH);
  });

  it('takes any attributes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (attributes) => {
        const prepared = prepareSpan(spanRecord({ attributes: attributes as Record<string, string> }), redactor);
        expect(Object.keys(prepared.attributes)).toEqual(Object.keys(attributes));
      }),
    );
  });
});
