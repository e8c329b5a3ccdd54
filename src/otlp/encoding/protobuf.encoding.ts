import type { SpanRecord } from '../../tracing/index.js';
import { writeAttributes } from './any-value.js';
import { byOrigin } from './by-origin.js';
import { writeLogRecord } from './log-message.js';
import type { LogRecord } from './log-record.js';
import type { OtlpEncoding, SignalEncoding } from './otlp-encoding.js';
import { ProtobufWriter } from './protobuf-writer.js';
import { writeSpan } from './trace-message.js';

type Origin = Pick<SpanRecord, 'resource' | 'scope'>;

/** OTLP as binary protobuf. Requests concatenate, so the framing is empty. */
export class ProtobufEncoding implements OtlpEncoding {
  readonly traces = this.signal(writeSpan);
  readonly logs = this.signal<LogRecord>(writeLogRecord);

  private readonly writer = new ProtobufWriter();
  /** Keyed by the attributes, not by the resource: an SDK resource shows a new object until its detectors are done. */
  private readonly resources = new WeakMap<object, Uint8Array>();
  private readonly scopes = new WeakMap<object, Uint8Array>();

  /** The messages of both signals have the same numbers down to the item: resource 1, scopes 2, scope 1, items 2. */
  private signal<Item extends Origin>(writeItem: (writer: ProtobufWriter, item: Item) => void): SignalEncoding<Item> {
    return {
      contentType: 'application/x-protobuf',
      framing: { prefix: '', separator: '', suffix: '' },
      encodeGroup: (items) => {
        const writer = this.writer.reset();
        for (const [resource, scopes] of byOrigin(items)) {
          const ofResource = writer.open(1, 3);
          writer.raw(this.resource(resource));
          for (const [scope, ofScope] of scopes) this.writeScope(scope, ofScope, writeItem);
          if (resource.schemaUrl) writer.string(3, resource.schemaUrl);
          writer.close(ofResource, 3);
        }
        return writer.bytes();
      },
    };
  }

  private writeScope<Item>(
    scope: SpanRecord['scope'],
    items: readonly Item[],
    writeItem: (writer: ProtobufWriter, item: Item) => void,
  ): void {
    const { writer } = this;
    const start = writer.open(2, 3);
    writer.raw(this.scope(scope));
    for (const item of items) {
      const itemStart = writer.open(2, 2);
      writeItem(writer, item);
      writer.close(itemStart, 2);
    }
    if (scope.schemaUrl) writer.string(3, scope.schemaUrl);
    writer.close(start, 3);
  }

  private resource({ attributes }: SpanRecord['resource']): Uint8Array {
    return constant(this.resources, attributes, (writer) => writeAttributes(writer, 1, attributes));
  }

  private scope(scope: SpanRecord['scope']): Uint8Array {
    return constant(this.scopes, scope, (writer) => {
      writer.string(1, scope.name);
      if (scope.version) writer.string(2, scope.version);
    });
  }
}

/** The message under field 1 that never changes for `key`, written once. */
function constant(
  cache: WeakMap<object, Uint8Array>,
  key: object,
  write: (writer: ProtobufWriter) => void,
): Uint8Array {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const writer = new ProtobufWriter();
  const start = writer.open(1);
  write(writer);
  writer.close(start);
  const bytes = Uint8Array.from(writer.bytes());
  cache.set(key, bytes);
  return bytes;
}
