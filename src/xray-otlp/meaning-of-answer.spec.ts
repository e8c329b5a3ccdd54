import { meaningOfAnswer } from './meaning-of-answer.js';

const answer = (status: number, body = '', errortype?: string) => ({
  status,
  headers: errortype === undefined ? {} : { 'x-amzn-errortype': errortype },
  body: Buffer.from(body),
});

describe('an answer of the X-Ray OTLP endpoint', () => {
  it.each([200, 202, 301, 400, 404, 413, 429, 503])('%i means what OTLP says of it', (status) => {
    expect(meaningOfAnswer(answer(status))).toBeUndefined();
  });

  it.each([
    [403, 'User is not authorized to perform: xray:PutTraceSegments', /xray:PutTraceSegments .*AWSXrayWriteOnlyPolicy.*Transaction Search/],
    [401, '', /xray:PutTraceSegments/],
    [403, 'The security token included in the request is invalid.', /AWS_ACCESS_KEY_ID/],
    [403, '{"__type":"InvalidSignatureException"}', /AWS_SECRET_ACCESS_KEY/],
    [403, 'The security token included in the request is expired', /session/],
    [403, 'Signature expired: 20261121T000000Z is now earlier than 20261121T001000Z', /clock/],
    [400, '\n\u0000The OTLP API is supported with CloudWatch Logs as a Trace Segment Destination.', /update-trace-segment-destination/],
  ] as const)('%i with %j is told with what to do', (status, body, advice) => {
    const outcome = meaningOfAnswer(answer(status, body));
    expect(outcome).toMatchObject({ kind: 'refused', unauthorized: true, advice: expect.stringMatching(advice) });
    // delivery clips a longer one
    expect((outcome as { advice: string }).advice.length).toBeLessThanOrEqual(200);
  }); // prettier-ignore

  it('is asked again where AWS throttles, by a 400 too, and where it failed inside', () => {
    expect(meaningOfAnswer(answer(400, '', 'ThrottlingException:'))).toEqual({
      kind: 'retry',
      because: 'HTTP 400: AWS asks to wait',
    });
    expect(meaningOfAnswer(answer(500))).toMatchObject({ kind: 'retry' });
  });
});
