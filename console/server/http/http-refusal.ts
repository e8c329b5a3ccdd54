import { STATUS_CODES } from 'node:http';

/** A request that is answered with an error, whose message is meant for the one who asked. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The body of every error of the API. */
export function errorBody(status: number, message: string) {
  return { statusCode: status, message, error: STATUS_CODES[status] ?? 'Error' };
}
