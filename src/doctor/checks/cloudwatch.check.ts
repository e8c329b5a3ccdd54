import {
  cloudWatchConfig,
  FailedCall,
  outcomeOfFailedCall,
  putProbeEvent,
  type CloudWatchConfig,
} from '../../logging/cloudwatch/index.js';
import type { Check, Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { doctorConfig } from '../doctor.config.js';
import { explainNetwork } from '../explain/explain-network.js';
import { resolveName } from '../explain/resolve-name.js';
import { targetOf, type Target } from '../explain/target.js';
import { offBecauseOf } from './off-because-of.js';

const ENDPOINT_VARIABLES = ['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', 'AWS_ENDPOINT_URL'];
const REGION_VARIABLES = ['AWS_REGION', 'AWS_DEFAULT_REGION'];
const ALL_ACTIONS = 'logs:CreateLogStream, logs:CreateLogGroup, logs:PutRetentionPolicy, logs:PutLogEvents';
const CLOCK = /signature (?:expired|not yet)|time.*skew|clock/i;

/** CloudWatch Logs takes one line into the group, by the calls that the service's lines take. */
export const cloudWatchCheck: Check = {
  destination: 'cloudwatch',
  variables: [
    'CLOUDWATCH_LOG_GROUP',
    ...REGION_VARIABLES,
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    ...ENDPOINT_VARIABLES,
  ],
  run: async (examination) => {
    const { surroundings, span, signal } = examination;
    const config = cloudWatchConfig.from(surroundings.environment);
    const { logGroup } = config;
    if (logGroup === undefined)
      return offBecauseOf('CLOUDWATCH_LOG_GROUP', surroundings, ['CLOUDWATCH_LOG_STREAM', 'CLOUDWATCH_RETENTION_DAYS']);
    const target = targetFor(config, examination);
    if (target !== undefined) await resolveName(target);
    // Without a name of its own a stream is an instance's; the doctor is none.
    const logStream = doctorConfig.from(surroundings.environment).hasLogStream ? config.logStream : 'doctor';
    const line = {
      timestamp: new Date().toISOString(),
      level: 'debug',
      message: 'The doctor was here: a probe',
      context: 'Doctor',
      trace_id: span.traceId,
      span_id: span.spanId,
    };
    try {
      await putProbeEvent({ ...config, logGroup, logStream }, JSON.stringify(line), signal);
    } catch (error) {
      throw explain(error, target, examination);
    }
    return {
      because: `log group ${logGroup}, stream ${logStream} took a line in ${config.region ?? "the profile's region"}`,
    };
  },
};

/** Undefined where the AWS SDK alone knows the place, by a profile. */
function targetFor({ endpoint, region }: CloudWatchConfig, { surroundings }: Examination): Target | undefined {
  const url = endpoint ?? (region && `https://logs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`);
  if (url === undefined) return undefined;
  const variables = endpoint === undefined ? REGION_VARIABLES : ENDPOINT_VARIABLES;
  return targetOf(url, surroundings.firstSet(...variables) ?? '', surroundings);
}

function explain(error: unknown, target: Target | undefined, { clock }: Examination): unknown {
  if (!(error instanceof FailedCall)) return error;
  clock.hear(target?.host ?? 'logs.amazonaws.com', error.headers['date']);
  if (error.status === undefined && target !== undefined) {
    const network = explainNetwork(error, target);
    if (network !== undefined) return network;
  }
  const outcome = outcomeOfFailedCall(error, 1);
  const because = 'because' in outcome ? outcome.because : error.message;
  return new Diagnosis(because, adviceOn(error, outcome));
}

function adviceOn(error: FailedCall, outcome: ReturnType<typeof outcomeOfFailedCall>): string {
  if (error.clockCorrected || CLOCK.test(error.message))
    return "set this machine's clock: the signature is dated by it";
  const advice = 'advice' in outcome ? outcome.advice : undefined;
  if (advice === undefined) return 'AWS is in trouble or asks to wait: try again';
  return error.code.startsWith('AccessDenied') ? `${advice} All that the service calls: ${ALL_ACTIONS}` : advice;
}
