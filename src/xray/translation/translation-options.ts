import type { SpanRecord } from '../../tracing/index.js';
import type { ResourceBlocks } from './resource-blocks.js';

export interface TranslationOptions {
  /** Attributes that become annotations, which X-Ray indexes; a resource's with `otel.resource.` before its name. */
  readonly annotations?: readonly string[];
  /** Names a SERVER span's segment; without it, or where it gives nothing, the resource's `service.name` does. */
  readonly nameOfServer?: (span: SpanRecord) => string | undefined;
  /** The log groups of the service, where its resource does not name them. */
  readonly logGroupNames?: readonly string[];
  /** Keeps what resources come to from one call to the next; it stands in for `logGroupNames`. */
  readonly resources?: ResourceBlocks;
}

/** What people filter traces by, and what has few values. `aws.xray.annotations` on a span adds names for that span. */
export const DEFAULT_ANNOTATIONS: readonly string[] = [
  'http.route',
  'error.type',
  'app.rejection.type',
  'db.collection.name',
  'messaging.destination.name',
  'otel.resource.deployment.environment.name',
];
