import { SpanKind } from '@opentelemetry/api';
import { spanRecord } from '../../test/support/span-record.js';
import { Accounts, type DeliveryQueue, type Group } from '../delivery/index.js';
import type { SpanRecord } from '../tracing/index.js';
import { shipTo } from './xray.span-sink.js';

describe('shipping a trace', () => {
  it('counts the spans of one that cannot be encoded, tells why, and goes on with the next', () => {
    const accounts = new Accounts();
    const groups: Group[] = [];
    const errors: unknown[] = [];
    const queue: Pick<DeliveryQueue, 'accounts' | 'add'> = { accounts, add: (group) => groups.push(group) };
    const ship = shipTo(queue, {}, (error) => errors.push(error));
    const broken: SpanRecord = {
      ...spanRecord(),
      get links(): never {
        throw new Error('no links today');
      },
    };
    accounts.record(3);
    ship([spanRecord({ spanId: '00000000000000c1', parentSpanId: broken.spanId, kind: SpanKind.INTERNAL }), broken]);
    ship([spanRecord()]);
    expect(accounts.snapshot()).toEqual({ recorded: 3, delivered: 0, pending: 1, dropped: { encode_error: 2 } });
    expect(errors).toEqual([new Error('no links today')]);
    expect(groups).toHaveLength(1);
  });
});
