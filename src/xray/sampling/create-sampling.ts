import type { LoggerService } from '@nestjs/common';
import { describeEndpoint, type Endpoint } from '../daemon-address.js';
import { loadXRaySdk } from '../xray-sdk.config.js';
import { DaemonSamplingApi } from './daemon-sampling-api.js';
import { ReservoirSampler } from './reservoir.sampler.js';
import { RulesSampler } from './rules.sampler.js';
import { SamplingPoller } from './sampling-poller.js';
import type { SamplingSetting } from './sampling-setting.js';
import type { XRaySampler } from './xray-sampler.js';

export interface Sampling {
  readonly sampler: XRaySampler;
  start(): void;
  stop(): void;
}

/** While there are no rules: what the rule `Cruddur` of deploy/aws says too. */
const FALLBACK = { reservoir: 5, rate: 0.1 };
const NOTHING_TO_RUN = { start: () => undefined, stop: () => undefined };

/** The sampler that XRAY_SAMPLING asks for, and what keeps it up to date. */
export function createSampling(
  setting: SamplingSetting,
  daemon: Endpoint,
  logger: Pick<LoggerService, 'log' | 'warn'>,
): Sampling {
  if (setting.kind === 'all') return { sampler: { decide: () => true }, ...NOTHING_TO_RUN };
  if (setting.kind === 'reservoir') return { sampler: new ReservoirSampler(setting), ...NOTHING_TO_RUN };
  const sampler = new RulesSampler({
    loadMatching: () => loadXRaySdk().utils.wildcardMatch,
    fallback: new ReservoirSampler(FALLBACK),
  });
  const where = describeEndpoint(daemon);
  const poller = new SamplingPoller({
    api: new DaemonSamplingApi(`http://${where}`),
    sampler,
    onChange: (state, because) => {
      if (state === 'answers') logger.log(`sampling rules come from ${where}`);
      else
        logger.warn(
          `no sampling rules from ${where} (${because}): ${FALLBACK.reservoir} traces a second and ${FALLBACK.rate} of the rest, until it answers`,
        );
    },
  });
  return { sampler, start: () => poller.start(), stop: () => poller.stop() };
}
