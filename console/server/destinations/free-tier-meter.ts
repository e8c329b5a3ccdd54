import type { FreeTierMeter } from '../../api/answers.js';
import { type FreeTier, freeTiers } from './free-tiers.js';
import type { ServiceTraffic } from './service-traffic.js';

const HOURS_OF_MONTH = 730;

export interface SinkDeliveries {
  readonly sink: string;
  /** Whether the sink `otlp` sends to Honeycomb: of other endpoints nobody knows a free tier. */
  readonly isHoneycomb: boolean;
  /** Delivered in the last hour, in the sink's own unit. */
  readonly thisHour: number;
}

/** What a month of hours like the last would be of the vendor's free tier; undefined for a sink that has none. */
export function freeTierMeter(of: SinkDeliveries, traffic: ServiceTraffic): FreeTierMeter | undefined {
  if (of.sink === 'otlp' && of.isHoneycomb) return meter(freeTiers.honeycomb, of.thisHour * traffic.eventsOfSpan);
  if (of.sink === 'xray' || of.sink === 'xray.otlp') return meter(freeTiers.xray, traffic.recordedTraces);
  if (of.sink === 'rollbar') return meter(freeTiers.rollbar, of.thisHour);
  if (of.sink === 'cloudwatch') return meter(freeTiers.cloudwatch, of.thisHour * traffic.bytesOfLog);
  return undefined;
}

function meter({ unit, perMonth, advice }: FreeTier, thisHour: number): FreeTierMeter {
  const projected = Math.round(thisHour * HOURS_OF_MONTH);
  const isInside = projected <= perMonth;
  return { unit, per_month: perMonth, projected, ...(!isInside && { advice: advice(perMonth / projected) }) };
}
