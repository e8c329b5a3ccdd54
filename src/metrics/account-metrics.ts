import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import {
  METRIC_OTEL_SDK_EXPORTER_LOG_EXPORTED,
  METRIC_OTEL_SDK_EXPORTER_LOG_INFLIGHT,
  METRIC_OTEL_SDK_EXPORTER_SPAN_EXPORTED,
  METRIC_OTEL_SDK_EXPORTER_SPAN_INFLIGHT,
} from '@opentelemetry/semantic-conventions/incubating';
import type { AccountsSnapshot, DeliveryService } from '../delivery/index.js';
import { componentOf } from './component.js';

type Unit = ReturnType<DeliveryService['unitOf']>;

interface Instruments {
  readonly exported: Observable;
  readonly inflight: Observable;
}

/**
 * Every destination's accounts, read when the metrics are: `exported` without `error.type` is what was delivered, with it
 * what was dropped, by reason; `inflight` is what is pending. So `recorded` is the sum of all of them, as in the accounts.
 * Items, of which OpenTelemetry knows nothing, have names of ours beside its names for spans and log records.
 * @see https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/
 */
export function observeAccounts(meter: Meter, delivery: Pick<DeliveryService, 'accounts' | 'unitOf'>): () => void {
  const instruments: Record<Unit, Instruments> = {
    span: createInstruments(
      meter,
      METRIC_OTEL_SDK_EXPORTER_SPAN_EXPORTED,
      METRIC_OTEL_SDK_EXPORTER_SPAN_INFLIGHT,
      '{span}',
    ),
    'log event': createInstruments(
      meter,
      METRIC_OTEL_SDK_EXPORTER_LOG_EXPORTED,
      METRIC_OTEL_SDK_EXPORTER_LOG_INFLIGHT,
      '{log_record}',
    ),
    item: createInstruments(meter, 'app.delivery.item.exported', 'app.delivery.item.inflight', '{item}'),
  };
  const observed = Object.values(instruments).flatMap(({ exported, inflight }) => [exported, inflight]);
  const observe = (result: BatchObservableResult) => {
    for (const [sink, accounts] of Object.entries(delivery.accounts())) {
      observeSink(result, instruments[delivery.unitOf(sink)], sink, accounts);
    }
  };
  meter.addBatchObservableCallback(observe, observed);
  return () => meter.removeBatchObservableCallback(observe, observed);
}

function createInstruments(meter: Meter, exported: string, inflight: string, unit: string): Instruments {
  return {
    exported: meter.createObservableCounter(exported, {
      description: 'What a destination acknowledged, or what was given up, by error.type.',
      unit,
    }),
    inflight: meter.createObservableUpDownCounter(inflight, {
      description: 'What a destination has not yet acknowledged and has not been given up.',
      unit,
    }),
  };
}

function observeSink(
  result: BatchObservableResult,
  { exported, inflight }: Instruments,
  sink: string,
  accounts: AccountsSnapshot,
): void {
  const component = componentOf(sink);
  result.observe(exported, accounts.delivered, component);
  for (const [reason, items] of Object.entries(accounts.dropped)) {
    result.observe(exported, items, { ...component, [ATTR_ERROR_TYPE]: reason });
  }
  result.observe(inflight, accounts.pending, component);
}
