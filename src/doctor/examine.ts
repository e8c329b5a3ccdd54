import { serviceConfig } from '../config/index.js';
import { boundedCheck } from './bounded-check.js';
import { bootFindings } from './checks/boot.check.js';
import { cloudWatchCheck } from './checks/cloudwatch.check.js';
import { consoleCheck } from './checks/console.check.js';
import { otlpChecks } from './checks/otlp.check.js';
import { rollbarCheck } from './checks/rollbar.check.js';
import { xrayOtlpCheck } from './checks/xray-otlp.check.js';
import { xrayCheck } from './checks/xray.check.js';
import { ClockWitnesses } from './clock-witnesses.js';
import type { Finding } from './finding.js';
import { probeSpan } from './probe-span.js';
import type { Surroundings } from './surroundings.config.js';

/** Tries all destinations side by side. Never rejects, and takes no longer than the bound of one check. */
export async function examine(surroundings: Surroundings): Promise<Finding[]> {
  const { environment } = surroundings;
  const clock = new ClockWitnesses();
  const given = { surroundings, clock, span: probeSpan(serviceConfig.from(environment)) };
  const checks = [...otlpChecks, xrayCheck, xrayOtlpCheck, rollbarCheck, cloudWatchCheck, consoleCheck];
  const findings = await Promise.all(checks.map((check) => boundedCheck(check, given)));
  return [...bootFindings(surroundings), ...findings, ...[clock.finding()].filter((finding) => finding !== undefined)];
}
