import { DeliveryService } from '../../../src/delivery/index.js';
import { EncodeOnce } from '../../../src/otlp/encode-once.js';
import { JsonEncoding } from '../../../src/otlp/encoding/json.encoding.js';
import { ProtobufEncoding } from '../../../src/otlp/encoding/protobuf.encoding.js';
import { OtlpProtocol } from '../../../src/otlp/otlp.protocol.js';
import { otlpConfig } from '../../../src/otlp/otlp.config.js';
import type { SpanRecord } from '../../../src/tracing/index.js';

/**
 * The way of a span from the fan-out to an endpoint, without the fan-out's redaction and clipping: what goes in is what
 * must come out. Configured by the service's own variables.
 */
export class OtlpWay {
  private readonly delivery = new DeliveryService({
    queueBytes: 48 * 1024 * 1024,
    shutdownMs: 10_000,
    spoolDir: undefined,
    spoolBytes: 0,
  });
  private readonly spans = new EncodeOnce<SpanRecord>({
    protobuf: new ProtobufEncoding().traces,
    json: new JsonEncoding().traces,
  });

  constructor(environment: Record<string, string>) {
    const endpoint = otlpConfig.from(environment).traces;
    if (!endpoint) throw new Error('the environment names no endpoint');
    const protocol = new OtlpProtocol(endpoint, this.spans.encodings[endpoint.encoding], { flushIntervalMs: 100 });
    const queue = this.delivery.openQueue({ sink: 'otlp', destination: endpoint.url, protocol, unit: 'span' });
    this.spans.addQueue(endpoint.encoding, queue);
    this.spans.start();
  }

  end(spans: readonly SpanRecord[]): void {
    for (const span of spans) this.spans.accept(span);
  }

  /** Sends everything. @returns the accounts afterwards. */
  async close() {
    this.spans.stop();
    await this.delivery.flush();
    return this.delivery.accounts()['otlp'];
  }
}
