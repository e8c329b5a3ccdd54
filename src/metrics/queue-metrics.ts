import type { Attributes, BatchObservableResult, Meter } from '@opentelemetry/api';
import type { DeliveryService } from '../delivery/index.js';
import { componentOf } from './component.js';

const BREAKER_STATES = ['closed', 'open', 'half_open'] as const;
const BREAKER_STATE = 'app.delivery.breaker.state';

/**
 * How every destination's queue fares, by names of ours, as OpenTelemetry has none: the bytes that it holds, the state of
 * its breaker (1 for the one that it is in, 0 for the others, as `hw.status` has it), and when and with what its last
 * failed attempt ended.
 */
export function observeQueues(meter: Meter, delivery: Pick<DeliveryService, 'conditions'>): () => void {
  const size = meter.createObservableUpDownCounter('app.delivery.queue.size', {
    description: 'What waits for a destination in memory.',
    unit: 'By',
  });
  const breaker = meter.createObservableUpDownCounter(BREAKER_STATE, {
    description: 'Whether the circuit breaker of a destination is in this state.',
    unit: '1',
  });
  const lastError = meter.createObservableGauge('app.delivery.last_error.time', {
    description: 'When the last attempt failed, in seconds since the epoch.',
    unit: 's',
  });
  const observed = [size, breaker, lastError];
  const observe = (result: BatchObservableResult) => {
    for (const condition of delivery.conditions()) {
      const component: Attributes = componentOf(condition.sink);
      result.observe(size, condition.heldBytes, component);
      for (const state of BREAKER_STATES) {
        result.observe(breaker, Number(condition.breaker === state), { ...component, [BREAKER_STATE]: state });
      }
      if (!condition.lastError) continue;
      const { epochMs, because } = condition.lastError;
      result.observe(lastError, epochMs / 1000, { ...component, 'error.message': because });
    }
  };
  meter.addBatchObservableCallback(observe, observed);
  return () => meter.removeBatchObservableCallback(observe, observed);
}
