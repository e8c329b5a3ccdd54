import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SpanRecord } from '../../src/tracing/span-record.js';

const script = join(process.cwd(), 'test/support/stock-otlp.mjs');

/** Exports the spans with the stock OTLPTraceExporter, configured by `environment` alone. Rejects where it could not. */
export const exportWithStockExporter = (
  spans: readonly SpanRecord[],
  environment: NodeJS.ProcessEnv,
): Promise<unknown> =>
  promisify(execFile)(process.execPath, [script, 'spans', JSON.stringify(spans)], { env: environment });

/** Exports one counter, `app.activities` at 3, with NodeSDK as `environment` configures it. */
export const exportMetricsWithNodeSdk = (environment: NodeJS.ProcessEnv): Promise<unknown> =>
  promisify(execFile)(process.execPath, [script, 'metrics'], { env: environment });
