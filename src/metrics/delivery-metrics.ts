import type { Meter } from '@opentelemetry/api';
import type { DeliveryService } from '../delivery/index.js';
import { observeAccounts } from './account-metrics.js';
import { observeQueues } from './queue-metrics.js';

/** Every destination's accounts, and how its queue fares. @returns what ends it. */
export function observeDelivery(meter: Meter, delivery: DeliveryService): () => void {
  const ends = [observeAccounts(meter, delivery), observeQueues(meter, delivery)];
  return () => ends.forEach((end) => end());
}
