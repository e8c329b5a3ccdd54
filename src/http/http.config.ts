import { z } from 'zod';
import { defineConfig, httpUrl, port, type ConfigOf } from '../config/index.js';

const DEVELOPMENT_FRONTEND = 'http://localhost:3000';
const DEVELOPMENT_BACKEND = 'http://localhost:4567';

/** Where the service listens, and the two web origins that may read its answers. */
export const httpConfig = defineConfig(
  'http',
  {
    NODE_ENV: z.string().optional(),
    PORT: port().default(4567),
    HOST: z
      .string()
      .regex(/^[\w.:%-]+$/)
      .default('0.0.0.0')
      .describe('an address or a name of this machine'),
    FRONTEND_URL: httpUrl().optional(),
    BACKEND_URL: httpUrl().optional(),
  },
  ({ NODE_ENV, PORT, HOST, FRONTEND_URL, BACKEND_URL }) => {
    const production = NODE_ENV === 'production';
    return {
      port: PORT,
      host: HOST,
      frontendOrigin: originOf(FRONTEND_URL ?? (production ? undefined : DEVELOPMENT_FRONTEND)),
      backendOrigin: originOf(BACKEND_URL ?? (production ? undefined : DEVELOPMENT_BACKEND)),
    };
  },
);

export type HttpConfig = ConfigOf<typeof httpConfig>;

/** What a browser sends of a URL: no path, no trailing slash. */
function originOf(url: string | undefined): string | undefined {
  return url && new URL(url).origin;
}
