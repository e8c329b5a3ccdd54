/** OTLP's signals as their variables and as their paths name them. */
export const signalPaths = { TRACES: 'v1/traces', LOGS: 'v1/logs', METRICS: 'v1/metrics' } as const;

export type Signal = keyof typeof signalPaths;
