import { ConfigError, serviceConfig } from '../../config/index.js';
import { deliveryConfig } from '../../delivery/index.js';
import { cloudWatchConfig } from '../../logging/cloudwatch/index.js';
import { otlpConfig } from '../../otlp/index.js';
import { redactionConfig } from '../../redaction/index.js';
import { rollbarConfig } from '../../rollbar/index.js';
import { tracingConfig } from '../../tracing/index.js';
import { xrayConfig } from '../../xray/index.js';
import { xrayOtlpConfig } from '../../xray-otlp/index.js';
import { doctorConfig } from '../doctor.config.js';
import type { Finding } from '../finding.js';
import type { Surroundings } from '../surroundings.config.js';

const CONFIGS = [serviceConfig, tracingConfig, deliveryConfig, redactionConfig, otlpConfig, xrayConfig, xrayOtlpConfig, rollbarConfig, cloudWatchConfig, doctorConfig]; // prettier-ignore

/** One finding for each variable with which the service would not start; it is a variable of several rooms at times. */
export function bootFindings({ environment, sourceOf }: Pick<Surroundings, 'environment' | 'sourceOf'>): Finding[] {
  const refusals = CONFIGS.flatMap(({ from }) => refusalOf(() => from(environment)));
  return [...new Map(refusals.map((refusal) => [refusal.variable, refusal])).values()].map(({ variable, message }) => ({
    destination: 'boot',
    state: 'fails',
    because: `a variable is refused: ${message}`,
    advice: `correct ${variable}`,
    variables: [`${variable} ${sourceOf(variable) ?? 'not set'}`],
    notes: [],
  }));
}

function refusalOf(read: () => object): ConfigError[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [error];
    throw error;
  }
}
