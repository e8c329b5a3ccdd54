import type { SentSpan } from './otlp.js';
import { Random } from './random.js';

const KINDS = [
  { name: 'load-followers', service: 'batch' },
  { name: 'rank', service: 'batch' },
  { name: 'render', service: 'batch' },
  { name: 'GET /api/activities/home', service: 'backend-nest' },
  { name: 'POST /push', service: 'media' },
];

/** One trace of `size` spans: a batch that fans out, a few levels deep, with some failures. */
export function bigTrace(traceId: string, nowMs: number, size: number): SentSpan[] {
  const random = new Random(7);
  const startMs = nowMs - 60_000;
  const root: SentSpan = {
    traceId,
    spanId: random.id(8),
    name: 'rebuild-timelines',
    service: 'batch',
    startMs,
    durationMs: 30_000,
  };
  const spans = [root];
  for (let made = 1; made < size; made += 1) {
    const parent = spans[made < 60 ? 0 : Math.floor(random.between(Math.max(0, made / 8 - 40), made / 6))]!;
    const from = random.between(0, 0.7);
    spans.push({
      traceId,
      spanId: random.id(8),
      parentId: parent.spanId,
      ...random.of(KINDS),
      startMs: parent.startMs + from * parent.durationMs,
      durationMs: Math.max(parent.durationMs * random.between(0.1, 0.9 - from), 0.05),
      attributes: { 'app.shard': made % 16, 'app.followers': Math.floor(random.between(0, 9_000)) },
      ...(random.next() < 0.004 && { error: 'timeline is locked' }),
    });
  }
  return spans;
}
