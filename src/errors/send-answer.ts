import type { ServerResponse } from 'node:http';
import type { ErrorAnswer } from './error-answer.js';

/** What a handler may have said of the body that never came. */
const OF_THE_LOST_BODY = [
  'Content-Encoding',
  'Content-Language',
  'Content-Range',
  'Content-Disposition',
  'Transfer-Encoding',
  'Cache-Control',
  'Expires',
  'ETag',
  'Last-Modified',
];

/** Sends the answer if there still can be one. Never throws. */
export function sendAnswer(response: ServerResponse, { status, body }: ErrorAnswer): void {
  try {
    if (response.destroyed || response.writableEnded) return;
    if (response.headersSent) {
      // Ending it would make the half that went out look whole.
      response.destroy();
      return;
    }
    for (const header of OF_THE_LOST_BODY) response.removeHeader(header);
    response.statusCode = status;
    response.statusMessage = '';
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.end(body);
  } catch {
    response.destroy(); // whatever state it is in, the client must not be left waiting
  }
}
