import { traceIdOf, wholeTraceIdOf } from './trace-id.js';

const ID = '18d71f21a9ff4c0eb2d3a1f5c6e7d8b9';

describe('a trace id', () => {
  it.each([
    ['alone', ID],
    ['in capitals, between spaces', ` ${ID.toUpperCase()}\n`],
    ["in X-Ray's form", '1-18d71f21-a9ff4c0eb2d3a1f5c6e7d8b9'],
    ["in X-Ray's header", 'Root=1-18d71f21-a9ff4c0eb2d3a1f5c6e7d8b9;Parent=53995c3f42cd8ad8;Sampled=1'],
    ['in a traceparent', `00-${ID}-00f067aa0ba902b7-01`],
    ['in a traceparent with its name', `traceparent: 00-${ID}-00f067aa0ba902b7-01`],
    ['as the terminal prints it', `trace_id=${ID} (sampled out)`],
    ['as JSON has it', `"trace_id":"${ID}",`],
    ['in quotes', `"${ID}"`],
  ])('is found %s', (_, text) => {
    expect([traceIdOf(text), wholeTraceIdOf(text)]).toEqual([ID, ID]);
  });

  it.each([
    ['18d7', '18d7'],
    ['1-18d71f21', '18d71f21'],
    ['1-18d71f21-a9', '18d71f21a9'],
    ['00-18d7', '18d7'],
    [`00-${ID}-00f0`, ID],
  ])('is typed, or begun, as %s', (text, id) => {
    expect(traceIdOf(text)).toBe(id);
  });

  it.each(['zz', 'GET /', 'trace_id=', '1-', `${ID}0`, '18d7-xyz', ''])('is none in %j', (text) => {
    expect(traceIdOf(text)).toBeUndefined();
  });

  it('is whole with 32 digits', () => {
    expect([wholeTraceIdOf('18d7'), wholeTraceIdOf('zz')]).toEqual([undefined, undefined]);
  });
});
