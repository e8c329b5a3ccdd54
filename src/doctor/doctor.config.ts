import { z } from 'zod';
import { defineConfig, httpUrl } from '../config/index.js';

const urls = httpUrl();

/** What only the doctor reads. */
export const doctorConfig = defineConfig(
  'doctor',
  {
    HONEYCOMB_API_ENDPOINTS: z
      .string()
      .transform((list) => list.split(',').map((url) => url.trim()))
      .pipe(z.array(urls))
      .optional()
      .describe('http:// or https:// URLs separated by commas'),
    HONEYCOMB_TEAM: z.string().optional(),
    HONEYCOMB_ENVIRONMENT: z.string().optional(),
    AWS_REGION: z.string().optional(),
    AWS_DEFAULT_REGION: z.string().optional(),
    CLOUDWATCH_LOG_STREAM: z.string().optional(),
  },
  (values) => ({
    /** Honeycomb's regions, where a key that its own endpoint does not know is asked about. */
    honeycombRegions: values.HONEYCOMB_API_ENDPOINTS ?? ['https://api.honeycomb.io', 'https://api.eu1.honeycomb.io'],
    honeycombTeam: values.HONEYCOMB_TEAM,
    honeycombEnvironment: values.HONEYCOMB_ENVIRONMENT,
    region: values.AWS_REGION ?? values.AWS_DEFAULT_REGION,
    hasLogStream: values.CLOUDWATCH_LOG_STREAM !== undefined,
  }),
);
