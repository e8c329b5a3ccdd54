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
    mode: (values.NODE_ENV === 'production' || values.NODE_ENV === 'test' ? values.NODE_ENV : 'development') as Mode,
    /** NODE_ENV as it was written; `development` without one. */
    environment: values.NODE_ENV ?? 'development',
    name: values.OTEL_SERVICE_NAME ?? values.HONEYCOMB_SERVICE_NAME ?? 'backend-nest',
    version: values.CODE_VERSION ?? packageVersion(),
  }),
);

export type ServiceConfig = ConfigOf<typeof serviceConfig>;
