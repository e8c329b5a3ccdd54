import { BadRequestException } from '@nestjs/common';
import express, { type RequestHandler } from 'express';
import type { RouteTable } from './route-table.js';

const MAX_BODY_BYTES = 100 * 1024;
/** `application/json` and every `application/...+json`, whatever the case and the parameters. */
const JSON_TYPE = /^application\/(?:[^\s;]+\+)?json\s*(?:;|$)/i;
const METHODS = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Gives handlers a body that is a JSON object, or answers: 400, 413 over 100 kB, 415 for an unknown content encoding. A
 * request that no route takes passes unread: its 404 or 405 comes first.
 *
 * JSON is UTF-8 (RFC 8259, section 8.1), so bad UTF-8 is refused, a charset parameter has no say and a BOM is dropped; Express's own
 * parser replaces bad bytes, refuses charsets and takes an empty body for an object.
 */
export function jsonBody(routes: RouteTable): RequestHandler {
  const read = express.raw({ type: () => true, limit: MAX_BODY_BYTES });
  return (request, response, next) => {
    if (!METHODS.has(request.method) || !routes.methods(request.url).includes(request.method)) return next();
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      return next(new BadRequestException('The Content-Type must be application/json'));
    }
    return read(request, response, (error?: unknown) => {
      if (error) return next(error);
      try {
        request.body = parseObject(request.body);
      } catch (refusal) {
        return next(refusal);
      }
      return next();
    });
  };
}

function parseObject(body: unknown): object {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new BadRequestException('The body is empty');
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestException('The body must be a JSON object');
  }
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new BadRequestException('The body is not valid JSON in UTF-8', { cause });
  }
}
