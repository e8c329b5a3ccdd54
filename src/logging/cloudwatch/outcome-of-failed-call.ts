import { outcomeOfHttp, type DeliveryOutcome } from '../../delivery/index.js';
import { FailedCall } from './failed-call.js';

/**
 * The same batch may pass later: too much at once, or the group is being made or deleted by somebody else, or that has
 * not got around in the API yet.
 */
const LATER = [
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'LimitExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailableException',
  'OperationAbortedException',
  'ResourceNotFoundException',
  'InvalidSequenceTokenException',
];

const KEYS = 'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';
const EXPIRED = 'AWS_SESSION_TOKEN has expired: set fresh credentials.';

/** What is wrong with who we are, by the error's name, and what a person should do. */
const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine or task a role.',
  UnrecognizedClientException: KEYS,
  InvalidClientTokenId: KEYS,
  SignatureDoesNotMatch: KEYS,
  InvalidSignatureException: KEYS,
  IncompleteSignatureException: KEYS,
  MissingAuthenticationTokenException: KEYS,
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  OptInRequired: 'AWS_REGION names a region that this account has not enabled.',
};

/** What a failed call means for the batch of `groupCount` events that was being sent. */
export function outcomeOfFailedCall(error: unknown, groupCount: number): DeliveryOutcome {
  if (!(error instanceof FailedCall))
    return { kind: 'retry', because: error instanceof Error ? error.message : String(error) };
  const { code, status, headers, message: because } = error;
  const advice = adviceFor(error);
  if (code === 'DataAlreadyAcceptedException') return { kind: 'delivered' };
  if (error.clockCorrected) return { kind: 'retry', because: `${because} (this machine's clock is off)` };
  if (LATER.includes(code)) return explained(outcomeOfHttp({ status: 503, headers }), because);
  if (advice !== undefined) return { kind: 'refused', reason: 'unauthorized', because, unauthorized: true, advice };
  if (code === 'InvalidParameterException')
    return groupCount > 1 ? { kind: 'split', because } : { kind: 'refused', reason: 'invalid', because };
  if (status === undefined || status < 300) return { kind: 'retry', because };
  return explained(outcomeOfHttp({ status, headers }, { retry: [500] }), because);
}

function adviceFor({ code, status, action, message }: FailedCall): string | undefined {
  if (/region is missing/i.test(message)) return 'Set AWS_REGION.';
  if (ADVICE[code] !== undefined) return ADVICE[code];
  const denied = code.startsWith('AccessDenied') || status === 401 || status === 403;
  return denied ? `These AWS credentials need the permission ${action}.` : undefined;
}

function explained(outcome: DeliveryOutcome, because: string): DeliveryOutcome {
  return outcome.kind === 'delivered' ? outcome : { ...outcome, because };
}
