import { z } from 'zod';
import { defineConfig, type ConfigOf } from './define-config.js';
import { packageVersion } from './package-version.js';

export type Mode = 'development' | 'production' | 'test';

/** What the process is: its mode, and the name and version that every destination shows. */
export const serviceConfig = defineConfig(
  'service',
  {
    NODE_ENV: z.string().optional(),
    OTEL_SERVICE_NAME: z.string().optional(),
    HONEYCOMB_SERVICE_NAME: z.string().optional(),
    CODE_VERSION: z.string().optional(),
  },
  (values) => ({
    mode: modeOf(values.NODE_ENV),
    /** NODE_ENV as it was written; `development` without one. */
    environment: values.NODE_ENV ?? 'development',
    name: values.OTEL_SERVICE_NAME ?? values.HONEYCOMB_SERVICE_NAME ?? 'backend-nest',
    version: values.CODE_VERSION ?? packageVersion(),
  }),
);

export type ServiceConfig = ConfigOf<typeof serviceConfig>;

function modeOf(environment: string | undefined): Mode {
  return environment === 'production' || environment === 'test' ? environment : 'development';
}
