import { hostname } from 'node:os';
import { z } from 'zod';
import { defineConfig, httpUrl, type ConfigOf } from '../../config/index.js';

/** What PutRetentionPolicy takes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const region = () =>
  z
    .string()
    .regex(/^[a-z]{2,}(?:-[a-z0-9]+)+$/)
    .optional()
    .describe('an AWS region such as eu-central-1');

/** Where log events go. `region` and `endpoint` are left to the AWS SDK's own chain where no variable names them. */
export const cloudWatchConfig = defineConfig(
  'cloudwatch',
  {
    CLOUDWATCH_LOG_GROUP: z
      .string()
      .regex(/^(?!aws\/)[\w./#-]{1,512}$/)
      .optional()
      .describe('a log group: 1 to 512 letters, digits, or any of _-/.#'),
    CLOUDWATCH_LOG_STREAM: z.string().optional(),
    CLOUDWATCH_RETENTION_DAYS: z
      .string()
      .transform(Number)
      .refine((days) => RETENTION_DAYS.includes(days))
      .optional()
      .describe(`one of ${RETENTION_DAYS.join(', ')}`),
    AWS_REGION: region(),
    AWS_DEFAULT_REGION: region(),
    AWS_ENDPOINT_URL: httpUrl().optional().describe('an http:// or https:// URL'),
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: httpUrl().optional().describe('an http:// or https:// URL'),
  },
  (values) => ({
    logGroup: values.CLOUDWATCH_LOG_GROUP,
    logStream: streamName(values.CLOUDWATCH_LOG_STREAM ?? instanceName()),
    retentionDays: values.CLOUDWATCH_RETENTION_DAYS ?? 7,
    region: values.AWS_REGION ?? values.AWS_DEFAULT_REGION,
    endpoint: values.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS ?? values.AWS_ENDPOINT_URL,
  }),
);

export type CloudWatchConfig = ConfigOf<typeof cloudWatchConfig>;

/** Host and start of the process: one stream an instance, also after a restart on the same host. */
function instanceName(): string {
  return `${hostname()}-${new Date(performance.timeOrigin).toISOString()}`;
}

/** The API refuses `:` and `*` in a stream's name, and more than 512 characters. */
function streamName(name: string): string {
  return name.replaceAll(/[:*]/g, '-').slice(0, 512);
}
