import type { Attributes } from '@opentelemetry/api';
import { ATTR_OTEL_COMPONENT_NAME, ATTR_OTEL_COMPONENT_TYPE } from '@opentelemetry/semantic-conventions/incubating';

/** Which destination's queue a measurement is of. */
export function componentOf(sink: string): Attributes {
  return { [ATTR_OTEL_COMPONENT_NAME]: sink, [ATTR_OTEL_COMPONENT_TYPE]: 'DeliveryQueue' };
}
