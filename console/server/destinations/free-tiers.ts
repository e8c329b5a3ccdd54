/** What each vendor takes in a month without a bill, as of November 2026. */
export interface FreeTier {
  readonly unit: 'events' | 'traces' | 'occurrences' | 'bytes';
  readonly perMonth: number;
}

export type MeteredVendor = 'honeycomb' | 'xray' | 'rollbar' | 'cloudwatch';

export const freeTiers: Readonly<Record<MeteredVendor, FreeTier>> = {
  honeycomb: { unit: 'events', perMonth: 20_000_000 },
  xray: { unit: 'traces', perMonth: 100_000 },
  rollbar: { unit: 'occurrences', perMonth: 5_000 },
  cloudwatch: { unit: 'bytes', perMonth: 5_000_000_000 },
};

export const HOURS_OF_MONTH = 730;
