import { outcomeOfHttp, type DeliveryOutcome, type HttpAnswer } from '../delivery/index.js';

const PERMISSION =
  'These AWS credentials need xray:PutTraceSegments (the policy AWSXrayWriteOnlyPolicy has it), and CloudWatch Transaction Search must be on in this region.';

const TRANSACTION_SEARCH =
  'Turn on CloudWatch Transaction Search in this region: aws xray update-trace-segment-destination --destination CloudWatchLogs';

/** What a person should do, by what AWS wrote; the first that fits. */
const ADVICE: readonly (readonly [said: RegExp, advice: string])[] = [
  [/Signature expired|Signature not yet current|RequestTimeTooSkewed/i, "Set this machine's clock."],
  [/expired/i, 'The session of these AWS credentials is over: set fresh ones (AWS_SESSION_TOKEN).'],
  [/SignatureDoesNotMatch|InvalidSignature/i, 'Check AWS_SECRET_ACCESS_KEY: it does not belong to AWS_ACCESS_KEY_ID.'],
  [/security token .*invalid|UnrecognizedClient|InvalidClientTokenId/i, 'AWS does not know AWS_ACCESS_KEY_ID: check it.'],
]; // prettier-ignore

/**
 * What the endpoint says beyond OTLP: AWS's reasons for a refusal, and its throttling, which may be a 400. Undefined
 * where OTLP's own table has the last word. An error's text is JSON or protobuf: it is looked for in the bytes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPTroubleshooting.html
 */
export function meaningOfAnswer(answer: HttpAnswer): DeliveryOutcome | undefined {
  const { status, headers } = answer;
  if (status < 400) return undefined;
  const said = `${String(headers['x-amzn-errortype'] ?? '')} ${answer.body.toString('latin1')}`;
  if (/Throttl|TooManyRequests/i.test(said)) return { ...outcomeOfHttp({ status: 503, headers }), ...because(status) };
  if (/Trace Segment Destination/i.test(said)) {
    // No key is wrong, but nothing passes until somebody acts: the destination is probed slowly, and told of once.
    return { ...refused(status), advice: TRANSACTION_SEARCH };
  }
  if (status === 401 || status === 403) {
    return { ...refused(status), advice: ADVICE.find(([pattern]) => pattern.test(said))?.[1] ?? PERMISSION };
  }
  return status === 500 ? outcomeOfHttp(answer, { retry: [500] }) : undefined;
}

function because(status: number) {
  return { because: `HTTP ${status}: AWS asks to wait` };
}

function refused(status: number) {
  return { kind: 'refused', reason: 'unauthorized', because: `HTTP ${status}`, unauthorized: true } as const;
}
