/** For tests that start OpenTelemetry inside of themselves: the suite runs under both tracers. */
export const tracerOfSuite = { TELEMETRY_TRACER: process.env.TELEMETRY_TRACER };
