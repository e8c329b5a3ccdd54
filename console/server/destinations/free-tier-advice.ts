import { freeTiers, HOURS_OF_MONTH } from './free-tiers.js';
import { type LogTraffic, QUIETER_LEVELS } from './log-traffic.js';

/*
 * What brings a service inside each free tier. Of a value that is named, an hour like the last one is inside; where no value of a
 * setting does, that is said, and what does instead. `share` is what part of the present amount would fit, below 1.
 */

/** The console sees what the sampler left and not its ratio, so this can only be said by the present one. */
export function samplerAdvice(share: number): string {
  const variables = 'OTEL_TRACES_SAMPLER=parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG';
  return `${variables} at ${roundedDown(share)} x the present ratio (1 where none is set)`;
}

/**
 * The rate is one of all the traces that began at the service: those that X-Ray's sampler leaves out come to the console all the
 * same, so it is the same whatever the present rate is.
 * @param traces of the last hour, sampled or not
 */
export function xrayAdvice(traces: number): string {
  const rate = roundedDown(freeTiers.xray.perMonth / (traces * HOURS_OF_MONTH));
  return `XRAY_SAMPLING=reservoir=0,rate=${rate}, or such a rule in X-Ray`;
}

/** Its one setting is a bound of each minute and not a share; of the smallest bound a month is still too much. */
export function rollbarAdvice(): string {
  const atLeast = (60 * HOURS_OF_MONTH).toLocaleString('en');
  const noValue = `No ROLLBAR_ITEMS_PER_MINUTE is low enough to promise it: 1 permits ${atLeast} a month`;
  return `Fewer errors: Errors lists those that recur, and answers of 4xx are not sent. ${noValue}`;
}

/** The loudest level of which this hour's lines would have been inside. */
export function logLevelAdvice(share: number, logs: Pick<LogTraffic, 'shareFrom'>): string {
  const level = QUIETER_LEVELS.find((one) => logs.shareFrom(one) <= share);
  if (level !== undefined) return `LOG_LEVEL=${level}: the lines that it leaves of this hour are inside`;
  return `No LOG_LEVEL does: errors alone are ${Math.round((logs.shareFrom('error') / share) * 100)} % of it. Fewer errors do`;
}

/** Two digits that count, and never an exponent, which the variables do not take: 0.27, 0.000012. Nothing is 0. */
export function roundedDown(share: number): string {
  if (!(share > 1e-12)) return '0';
  if (share >= 1) return '1';
  const decimals = 1 - Math.floor(Math.log10(share));
  return `0.${String(Math.floor(share * 10 ** decimals)).padStart(decimals, '0')}`.replace(/0+$/, '');
}
