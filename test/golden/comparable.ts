import type { Exchange } from './exchange.js';

const RECORDED_AT = Date.parse('2026-11-21T04:43:28.9Z');
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;

/**
 * A body with what differs from run to run made comparable: times become their distance from the moment of the exchange, in
 * units of 5 s, which all recorded ones are multiples of; uuids that were generated become their form.
 * Created activities gain the counts and the empty list of replies that the original leaves out and its frontend needs.
 */
export function comparable(body: unknown, sentAt: number | undefined, { method, path }: Exchange): unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, field(key, inner)]));
  };
  const field = (key: string, value: unknown) => {
    if (key.endsWith('_at')) return distance(String(value), sentAt);
    if (key === 'uuid' && method === 'POST') return UUID_V4.test(String(value)) ? 'a random uuid' : value;
    return walk(value);
  };
  const walked = walk(body);
  const recordedCreation =
    sentAt === undefined && method === 'POST' && path === '/api/activities' && !Array.isArray(walked);
  return recordedCreation
    ? { likes_count: 0, replies_count: 0, reposts_count: 0, replies: [], ...Object(walked) }
    : walked;
}

/** Ours have to have the API's form; the original's user feed lacks the offset. */
function distance(time: string, sentAt: number | undefined): string | number {
  if (sentAt !== undefined && !TIME.test(time)) return `no time of the API: ${time}`;
  const ms = Date.parse(/[Z+]/.test(time.slice(10)) ? time : `${time}Z`) - (sentAt ?? RECORDED_AT);
  return Math.round(ms / 5_000) + 0; // never -0
}
