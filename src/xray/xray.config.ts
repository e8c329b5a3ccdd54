import { z } from 'zod';
import { defineConfig, type ConfigOf } from '../config/index.js';
import { parseDaemonAddress } from './daemon-address.js';
import { parseSamplingSetting } from './sampling/sampling-setting.js';

/** Where the daemon is, what segments are called and which traces are sent. */
export const xrayConfig = defineConfig(
  'xray',
  {
    AWS_XRAY_DAEMON_ADDRESS: z
      .string()
      .transform((text, context) => parseDaemonAddress(text) ?? issue(context))
      .optional()
      .describe('host:port, or tcp:host:port udp:host:port'),
    AWS_XRAY_URL: z.string().trim().optional().describe('a pattern of host names, with * and ?'),
    AWS_XRAY_TRACING_NAME: z.string().trim().max(200).optional().describe('a name of at most 200 characters'),
    XRAY_SAMPLING: z
      .string()
      .transform((text, context) => parseSamplingSetting(text) ?? issue(context))
      .optional()
      .describe('rules, all, or reservoir=N,rate=R with N traces a second and R from 0 to 1'),
    CLOUDWATCH_LOG_GROUP: z.string().trim().optional().describe('the name of a log group'),
  },
  (values) => ({
    /** Undefined turns X-Ray off. */
    daemon: values.AWS_XRAY_DAEMON_ADDRESS,
    hostPattern: values.AWS_XRAY_URL,
    tracingName: values.AWS_XRAY_TRACING_NAME,
    sampling: values.XRAY_SAMPLING ?? ({ kind: 'rules' } as const),
    /** Segments name it, so that X-Ray shows the log lines beside the trace. */
    logGroupNames: values.CLOUDWATCH_LOG_GROUP === undefined ? [] : [values.CLOUDWATCH_LOG_GROUP],
  }),
);

export type XRayConfig = ConfigOf<typeof xrayConfig>;

function issue(context: z.core.$RefinementCtx<string>): never {
  context.addIssue({ code: 'custom', message: 'not of this form' });
  return z.NEVER;
}
