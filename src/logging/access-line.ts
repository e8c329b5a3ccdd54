import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Redactor } from '../redaction/index.js';
import type { FinishedServerRequest } from '../tracing/index.js';
import type { KnownContent } from './log-info.js';
import { printable } from './printable.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The original backend's access line and its parts as fields:
 * `[2026-Nov-21 04:30] 127.0.0.1 GET http /api/activities/home? 200 OK`, UTC, always with a `?`.
 * @param nowMs milliseconds since the epoch
 */
export function accessLine(finished: FinishedServerRequest, nowMs: number, redactor: Redactor): KnownContent {
  const { request, response, clientAddress } = finished;
  const method = request.method ?? '';
  const url = redactor.redactUrl(requestTarget(request));
  const mark = url.indexOf('?');
  const [path, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  const userAgent = request.headers['user-agent'];
  const status = response.headersSent ? response.statusCode : undefined;
  return {
    message: printable(
      `[${stamp(nowMs)}] ${clientAddress} ${method} ${scheme} ${path}?${query} ${outcome(status, finished.aborted)}`,
    ),
    fields: {
      'http.request.method': method,
      'url.scheme': scheme,
      'url.path': path,
      'url.query': query || undefined,
      'http.route': finished.route,
      'http.response.status_code': status,
      'client.address': clientAddress,
      'user_agent.original': userAgent && redactor.redactText(userAgent),
      aborted: finished.aborted || undefined,
      duration_ms: Math.round(finished.durationMs * 1_000) / 1_000,
    },
  };
}

/** As it was asked for: Express takes the path of a mounted router off `url`. */
function requestTarget(request: IncomingMessage): string {
  return 'originalUrl' in request && typeof request.originalUrl === 'string'
    ? request.originalUrl
    : (request.url ?? '');
}

/** Lines of one minute share their stamp. */
let lastStamp = { minute: Number.NaN, text: '' };

function stamp(nowMs: number): string {
  const minute = Math.floor(nowMs / 60_000);
  if (minute !== lastStamp.minute) lastStamp = { minute, text: toMinutes(new Date(nowMs)) };
  return lastStamp.text;
}

function toMinutes(now: Date): string {
  const day = `${now.getUTCFullYear()}-${MONTHS[now.getUTCMonth()]}-${twoDigits(now.getUTCDate())}`;
  return `${day} ${twoDigits(now.getUTCHours())}:${twoDigits(now.getUTCMinutes())}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

function outcome(status: number | undefined, aborted: boolean): string {
  const answer = status === undefined ? '-' : `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  return aborted ? `${answer} (aborted)` : answer;
}
