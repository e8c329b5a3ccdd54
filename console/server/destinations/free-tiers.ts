/** What each vendor takes in a month without a bill, as of November 2026, and which setting makes a service send less. */
export interface FreeTier {
  readonly unit: 'events' | 'traces' | 'occurrences' | 'bytes';
  readonly perMonth: number;
  /** @param share what part of the present rate would fit, below 1. */
  readonly advice: (share: number) => string;
}

export type MeteredVendor = 'honeycomb' | 'xray' | 'rollbar' | 'cloudwatch';

export const freeTiers: Readonly<Record<MeteredVendor, FreeTier>> = {
  honeycomb: {
    unit: 'events',
    perMonth: 20_000_000,
    advice: (share) => `OTEL_TRACES_SAMPLER=parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG=${rate(share)}`,
  },
  xray: {
    unit: 'traces',
    perMonth: 100_000,
    advice: (share) => `XRAY_SAMPLING=reservoir=0,rate=${rate(share)}, or such a rule in X-Ray`,
  },
  rollbar: {
    unit: 'occurrences',
    perMonth: 5_000,
    advice: () => 'ROLLBAR_ITEMS_PER_MINUTE=1 bounds a storm; the rest is the errors themselves',
  },
  cloudwatch: {
    unit: 'bytes',
    perMonth: 5_000_000_000,
    advice: () => 'LOG_LEVEL=warn leaves out the access line of each request',
  },
};

/** Two digits that count, rounded down. */
function rate(share: number): string {
  const digits = Math.max(1 - Math.floor(Math.log10(share)), 0);
  return String(Math.floor(share * 10 ** digits) / 10 ** digits);
}
