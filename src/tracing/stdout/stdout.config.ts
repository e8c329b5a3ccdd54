import { z } from 'zod';
import { type ConfigOf, defineConfig, flag, serviceConfig } from '../../config/index.js';

/** Whether spans are written to stdout, and whether in colour: https://no-color.org says that any NO_COLOR means no. */
export const stdoutConfig = defineConfig(
  'stdout-spans',
  { STDOUT_SPANS: flag().optional(), NO_COLOR: z.string().optional() },
  (values, environment) => ({
    enabled: values.STDOUT_SPANS ?? serviceConfig.from(environment).mode === 'development',
    colourAllowed: values.NO_COLOR === undefined,
  }),
);

export type StdoutConfig = ConfigOf<typeof stdoutConfig>;
