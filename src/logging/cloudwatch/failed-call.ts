/** A call of the API that failed, with what the SDK's error says of it. */
export class FailedCall extends Error {
  /** The API's name for the error, such as `ThrottlingException`, or the SDK's own. */
  readonly code: string;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The SDK saw by the answer that this machine's clock is off, and signs by the server's time from now on. */
  readonly clockCorrected: boolean;

  private constructor(
    readonly action: string,
    cause: unknown,
  ) {
    const error: Partial<SdkError> = Object(cause);
    super([action, error.name ?? 'Error', error.message].filter(Boolean).join(': '), { cause });
    this.name = 'FailedCall';
    this.code = error.name ?? 'Error';
    this.status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
    this.headers = error.$response?.headers ?? {};
    this.clockCorrected = error.$metadata?.clockSkewCorrected === true;
  }

  /** Runs one call; what it throws names the action, as IAM spells it. */
  static async from<T>(action: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw new FailedCall(action, error);
    }
  }
}

/** The part of the AWS SDK's errors that is read here. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}
