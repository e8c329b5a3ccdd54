import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { redactor } from '../redaction/index.js';

/** What a failed request is answered. */
export interface ErrorAnswer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** The types of body-parser's errors: https://github.com/expressjs/body-parser#errors */
const PARSER_ERROR = /^(?:entity|encoding|charset|request|parameters|stream)\./;
const MAX_MESSAGE = 1_024;

/**
 * What is answered for anything that was thrown: an HttpException's own body, a parser's refusal with its status, and
 * for everything else a 500 that tells nothing but the trace. Never throws.
 */
export function errorAnswer(exception: unknown, traceId: string | undefined): ErrorAnswer {
  const { status, body } = attempt(() => chosenAnswer(exception) ?? parserAnswer(exception)) ?? internalError();
  const whole = status < 500 ? body : { ...(Array.isArray(body) ? plain(status) : withoutSecrets(body)), traceId };
  return { status, body: attempt(() => JSON.stringify(whole)) ?? JSON.stringify(plain(status)) };
}

function internalError(): Answer {
  return { status: 500, body: { statusCode: 500, message: 'Internal server error', error: STATUS_CODES[500] } };
}

/** The application's own word. A list of problems stays a list; an object or a text is completed. */
function chosenAnswer(exception: unknown): Answer | undefined {
  if (!(exception instanceof HttpException)) return undefined;
  const status: unknown = exception.getStatus();
  if (!isFinalStatus(status)) return undefined;
  const response: unknown = exception.getResponse();
  if (Array.isArray(response)) return { status, body: response };
  const own = typeof response === 'object' && response !== null ? response : {};
  const message = typeof response === 'string' ? response : exception.message;
  const body = { ...plain(status), ...(message !== '' && { message }), ...own, statusCode: status };
  return { status, body: { ...body, message: withoutTarget(body.message) } };
}

/**
 * Express, its router and its parsers say with `status` what they mean to be answered. So do clients of other services,
 * of which a 404 is no 404 of ours: hence the further signs.
 */
function parserAnswer(exception: unknown): Answer | undefined {
  if (!(exception instanceof Error)) return undefined;
  const { status, statusCode = status, expose, type } = exception as Error & Record<string, unknown>;
  if (!isFinalStatus(statusCode) || statusCode < 400 || statusCode >= 500) return undefined;
  const meant =
    (expose === true && status === statusCode) ||
    (typeof type === 'string' && PARSER_ERROR.test(type)) ||
    exception instanceof URIError;
  if (!meant) return undefined;
  const { message } = exception;
  return {
    status: statusCode,
    body: { ...plain(statusCode), ...(message && { message: redactor.redactAndClip(message, MAX_MESSAGE) }) },
  };
}

/** The router's own word repeats what was asked for, which caches and error pages would show: its secrets stay out. */
function withoutTarget(message: unknown): unknown {
  const [all, words = '', target = ''] = (typeof message === 'string' && /^(Cannot [A-Z]+ )(\S+)$/.exec(message)) || [];
  return all === undefined ? message : words + redactor.redactUrl(target);
}

/** A 4xx is the application's word to its client; what a failure says was mostly meant for nobody. */
function withoutSecrets(body: object): object {
  const copy = redactor.redactFields(body);
  return typeof copy === 'object' && copy !== null ? copy : {};
}

function plain(status: number) {
  const reason = STATUS_CODES[status] ?? 'Error';
  return { statusCode: status, message: reason, error: reason };
}

/** 1xx would leave the client waiting for more. */
function isFinalStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // what was thrown has a getter, a trap or a `toJSON` that throws: it has no word in its answer
  }
}
