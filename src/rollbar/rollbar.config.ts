import { z } from 'zod';
import { defineConfig, flag, httpUrl, packageVersion, positiveInteger, type ConfigOf } from '../config/index.js';

/** https://docs.rollbar.com/reference/create-item */
const ROLLBAR = 'https://api.rollbar.com/api/1/item/';

export const rollbarConfig = defineConfig(
  'rollbar',
  {
    NODE_ENV: z.string().optional(),
    CODE_VERSION: z.string().optional(),
    ROLLBAR_ACCESS_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional()
      .describe('a Rollbar access token that may post server items'),
    ROLLBAR_ENDPOINT: httpUrl().optional().describe('the full http:// or https:// URL of an item API'),
    ROLLBAR_TEST_ROUTES: flag().optional(),
    ROLLBAR_ENVIRONMENT: z.string().max(255).optional().describe('a name of at most 255 characters'),
    ROLLBAR_ITEMS_PER_MINUTE: positiveInteger('items').optional().describe('a whole number of items, 1 or more'),
  },
  (values) => ({
    accessToken: values.ROLLBAR_ACCESS_TOKEN,
    endpoint: values.ROLLBAR_ENDPOINT ?? ROLLBAR,
    testRoutes: values.ROLLBAR_TEST_ROUTES ?? values.NODE_ENV !== 'production',
    environment: (values.ROLLBAR_ENVIRONMENT ?? values.NODE_ENV ?? 'development').slice(0, 255),
    codeVersion: values.CODE_VERSION ?? packageVersion(),
    itemsPerMinute: values.ROLLBAR_ITEMS_PER_MINUTE ?? 60,
  }),
);

export type RollbarConfig = ConfigOf<typeof rollbarConfig>;

/** Whether the test routes exist, asked before there is an application: a wrong variable is told by its own boot. */
export function hasTestRoutes(environment = process.env): boolean {
  try {
    return rollbarConfig.from(environment).testRoutes;
  } catch {
    return false;
  }
}
