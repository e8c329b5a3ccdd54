import type { DeliveryBatch, DeliveryOutcome, DeliveryProtocol } from './delivery-protocol.js';
import { describeError } from './describe-error.js';

/** However long a destination asks to be left alone, it is asked again after this. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;

/**
 * One send under one wall-clock deadline; none where `stop` has aborted before. Always resolves, at the latest at the
 * deadline or when `stop` aborts, also where the protocol throws, ignores its signal or answers nonsense; what it answers
 * later is ignored.
 */
export async function attempt(
  protocol: DeliveryProtocol,
  batch: DeliveryBatch,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<DeliveryOutcome> {
  // A signal that has aborted tells nobody who listens later: this attempt would run on to its own deadline.
  if (stop.aborted) return { kind: 'retry', because: 'stopped' };
  const controller = new AbortController();
  const { signal } = controller;
  // Listens before the protocol can: what gave up is known before what that made of it.
  const gaveUp = new Promise<DeliveryOutcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'retry', because: describeError(signal.reason) }));
  });
  const onStop = () => controller.abort(new Error('stopped'));
  const onLate = () => controller.abort(new Error(`no answer within ${timeoutMs} ms`));
  const timer = setTimeout(onLate, timeoutMs).unref();
  stop.addEventListener('abort', onStop, { once: true });
  try {
    return await Promise.race([gaveUp, send(protocol, batch, signal)]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
  }
}

async function send(protocol: DeliveryProtocol, batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
  try {
    return sound(await protocol.send(batch, signal), batch);
  } catch (error) {
    return { kind: 'retry', because: describeError(error) };
  }
}

const KINDS: readonly unknown[] = ['delivered', 'retry', 'split', 'refused'] satisfies DeliveryOutcome['kind'][];

/** Accounts and schedule must hold whatever a destination claims: no more items than were sent, no wait without an end. */
function sound(outcome: DeliveryOutcome, batch: DeliveryBatch): DeliveryOutcome {
  if (!KINDS.includes(outcome.kind)) return { kind: 'retry', because: 'the protocol gave no outcome that is known' };
  if (outcome.kind === 'retry' && outcome.retryAfterMs !== undefined) {
    return { ...outcome, retryAfterMs: between(0, outcome.retryAfterMs, MAX_RETRY_AFTER_MS) };
  }
  if (outcome.kind !== 'delivered' || !outcome.rejected) return outcome;
  const items = between(0, Math.trunc(outcome.rejected.items), batch.items);
  return { kind: 'delivered', rejected: { reason: outcome.rejected.reason, items } };
}

function between(least: number, number: number, most: number): number {
  return Math.min(Math.max(number || 0, least), most);
}
