import type { SpanRecord } from '../../tracing/index.js';
import { byOrigin } from './by-origin.js';
import { logToJson } from './log-json.js';
import type { LogRecord } from './log-record.js';
import type { OtlpEncoding, SignalEncoding } from './otlp-encoding.js';
import { attributesToJson, wellFormed } from './json-value.js';
import { spanToJson } from './span-json.js';

type Origin = Pick<SpanRecord, 'resource' | 'scope'>;

/** OTLP as JSON: ids in hex, 64-bit integers as strings, enums as numbers. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export class JsonEncoding implements OtlpEncoding {
  readonly traces = signal<SpanRecord>('resourceSpans', 'scopeSpans', 'spans', spanToJson);
  readonly logs = signal<LogRecord>('resourceLogs', 'scopeLogs', 'logRecords', logToJson);
}

function signal<Item extends Origin>(
  resources: string,
  scopes: string,
  items: string,
  toJson: (item: Item) => object,
): SignalEncoding<Item> {
  return {
    contentType: 'application/json',
    framing: { prefix: `{"${resources}":[`, separator: ',', suffix: ']}' },
    encodeGroup: (group) => {
      const messages = Array.from(byOrigin(group), ([resource, ofResource]) =>
        JSON.stringify({
          resource: { attributes: attributesToJson(resource.attributes) },
          [scopes]: Array.from(ofResource, ([scope, ofScope]) => ({
            scope: { name: wellFormed(scope.name), version: scope.version },
            [items]: ofScope.map(toJson),
            schemaUrl: scope.schemaUrl,
          })),
          schemaUrl: resource.schemaUrl,
        }),
      );
      return Buffer.from(messages.join(','));
    },
  };
}
