import { z } from 'zod';
import { defineConfig, positiveInteger, type ConfigOf } from '../config/index.js';

/** Figures of delivery: memory and disk over all destinations together, and the one deadline of the last flush. */
export const deliveryConfig = defineConfig(
  'delivery',
  {
    TELEMETRY_QUEUE_BYTES: positiveInteger('bytes').optional(),
    TELEMETRY_SPOOL_DIR: z.string().optional().describe('a folder that this process may write to'),
    TELEMETRY_SHUTDOWN_MS: positiveInteger('milliseconds', 600_000).optional(),
  },
  (values) => ({
    queueBytes: values.TELEMETRY_QUEUE_BYTES ?? 48 * 1024 * 1024,
    spoolDir: values.TELEMETRY_SPOOL_DIR,
    spoolBytes: 256 * 1024 * 1024,
    shutdownMs: values.TELEMETRY_SHUTDOWN_MS ?? 5_000,
  }),
);

export type DeliveryConfig = ConfigOf<typeof deliveryConfig>;
