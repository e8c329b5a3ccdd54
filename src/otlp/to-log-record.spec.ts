import { LEVEL, MESSAGE } from 'triple-beam';
import { LOG_LEVELS, type LogLine } from '../logging/index.js';
import { toLogRecord } from './to-log-record.js';

const resource = { attributes: { 'service.name': 'backend-nest' } };

describe('a log line as OTLP takes it', () => {
  it('has the message as body, the ids of its request, and its fields under their own names', () => {
    const record = toLogRecord(
      line({
        level: 'warn',
        message: 'slow answer',
        context: 'Access',
        trace_id: '5b8efff798038103d269b633813fc60c',
        span_id: 'eee19b7ec3c1b174',
        trace_flags: '01',
        'enduser.id': 'andrewbrown',
        durationMs: 12,
      }),
      resource,
    );
    const { without, ...rest } = record;
    const attributes = Object.entries(record.attributes).filter(([name]) => !without?.has(name));
    expect({ ...rest, attributes: Object.fromEntries(attributes) }).toEqual({
      time: [1_795_236_208, 573_000_000],
      observedTime: [1_795_236_208, 573_000_000],
      severityNumber: 13,
      severityText: 'warn',
      body: 'slow answer',
      attributes: { context: 'Access', 'enduser.id': 'andrewbrown', durationMs: 12 },
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
      traceFlags: 1,
      scope: { name: 'cruddur.log' },
      resource,
    });
  });

  it('has no ids outside a request', () => {
    expect(toLogRecord(line({}), resource).traceId).toBeUndefined();
  });

  it('keeps the order of every level of the logger', () => {
    const severities = Object.keys(LOG_LEVELS).map((level) => toLogRecord(line({ level }), resource).severityNumber);
    expect(severities).toEqual(severities.toSorted((a, b) => b - a));
    expect(new Set(severities).size).toBe(severities.length);
    expect(Math.min(...severities)).toBeGreaterThan(0);
  });
});

function line(fields: Partial<LogLine>): LogLine {
  return {
    timestamp: '2026-11-21T04:43:28.573Z',
    level: 'info',
    message: '',
    [LEVEL]: 'info',
    [MESSAGE]: '{}',
    ...fields,
  };
}
