const ADVICE: Readonly<Record<string, string>> = {
  RuleLimitExceededException: 'the region has as many sampling rules as it may have: delete one',
  ThrottledException: 'AWS asks to wait: run it again in a minute',
  CredentialsProviderError:
    'no AWS credentials found, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or use a role',
  ExpiredTokenException: 'the AWS session is over: sign in again',
  UnrecognizedClientException: 'AWS does not know the access key',
  InvalidSignatureException: 'the secret does not belong to the access key, or this clock is wrong',
};

/** What a failed call means and what to do about it, in one line. No secret is in it: AWS's errors hold none. */
export function explainFailure(error: unknown): string {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  if (name === 'AccessDeniedException') return `not allowed: ${missingPermission(message ?? '')}`;
  if (message?.includes('Region is missing')) return 'set AWS_REGION';
  const advice = ADVICE[name ?? ''];
  return advice === undefined ? `${name ?? 'error'}: ${message || code || 'no message'}` : advice;
}

/** AWS writes `User: arn:... is not authorized to perform: xray:CreateGroup on resource: ...`. */
function missingPermission(message: string): string {
  const permission = /\bxray:\w+/.exec(message)?.[0];
  return permission ? `the permission ${permission} is missing` : message;
}
