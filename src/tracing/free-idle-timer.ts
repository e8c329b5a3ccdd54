import type { Socket } from 'node:net';
import { type ContextManager, ROOT_CONTEXT } from '@opentelemetry/api';

/**
 * Node starts the timer of a kept-alive connection that has become idle inside of the context of the request that was
 * answered last, and with it keeps that request, its answer and its span for as long as the connection stays: 18 kB each,
 * for a minute and more. Started again outside of any request it keeps nothing, and garbage is collected while it is young.
 */
export function freeIdleTimer(socket: Socket, contextManager: ContextManager): void {
  const { timeout } = socket;
  if (timeout && !socket.destroyed) contextManager.with(ROOT_CONTEXT, () => socket.setTimeout(timeout));
}
