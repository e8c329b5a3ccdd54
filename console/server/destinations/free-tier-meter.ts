import type { FreeTierMeter } from '../../api/answers.js';
import { logLevelAdvice, rollbarAdvice, samplerAdvice, xrayAdvice } from './free-tier-advice.js';
import { type FreeTier, freeTiers, HOURS_OF_MONTH } from './free-tiers.js';
import type { LogTraffic } from './log-traffic.js';
import type { SpanTraffic } from './span-traffic.js';

export interface SinkDeliveries {
  readonly sink: string;
  /** Whether the sink `otlp` sends to Honeycomb: of other endpoints nobody knows a free tier. */
  readonly isHoneycomb: boolean;
  /** Delivered in the last hour, in the sink's own unit. */
  readonly thisHour: number;
  /** What part that was of what there was to deliver, 0 to 1. */
  readonly share: number;
}

/**
 * What a month of hours like the last would be of the vendor's free tier; undefined for a sink that has none. What is counted is
 * what was delivered, as vendors bill what they accepted: of a destination that is down that is nothing, whatever waits for it.
 * X-Ray bills traces and its accounts count spans, so its traces are those that the console saw, by the share of their spans that
 * was delivered.
 */
export function freeTierMeter(of: SinkDeliveries, spans: SpanTraffic, logs: LogTraffic): FreeTierMeter | undefined {
  const { honeycomb, xray, rollbar, cloudwatch } = freeTiers;
  if (of.sink === 'otlp' && of.isHoneycomb) return meter(honeycomb, of.thisHour * spans.eventsOfSpan, samplerAdvice);
  if (of.sink === 'xray') return meter(xray, of.share * spans.sampledTraces, () => xrayAdvice(spans.traces));
  // X-Ray's sampler is the daemon's way: on this one every trace goes that the tracer records.
  if (of.sink === 'xray.otlp') return meter(xray, of.share * spans.traces, samplerAdvice);
  if (of.sink === 'rollbar') return meter(rollbar, of.thisHour, rollbarAdvice);
  if (of.sink === 'cloudwatch')
    return meter(cloudwatch, of.thisHour * logs.bytesOfLog, (share) => logLevelAdvice(share, logs));
  return undefined;
}

function meter({ unit, perMonth }: FreeTier, thisHour: number, advice: (share: number) => string): FreeTierMeter {
  const projected = Math.round(thisHour * HOURS_OF_MONTH);
  const isInside = projected <= perMonth;
  return { unit, per_month: perMonth, projected, ...(!isInside && { advice: advice(perMonth / projected) }) };
}
