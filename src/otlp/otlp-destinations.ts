import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger as WinstonLogger } from 'winston';
import { serviceConfig, type ServiceConfig } from '../config/index.js';
import { DeliveryService } from '../delivery/index.js';
import { WINSTON_LOGGER } from '../logging/index.js';
import { TELEMETRY, type SpanRecord, type Telemetry } from '../tracing/index.js';
import { EncodeOnce } from './encode-once.js';
import { JsonEncoding } from './encoding/json.encoding.js';
import type { LogRecord } from './encoding/log-record.js';
import { ProtobufEncoding } from './encoding/protobuf.encoding.js';
import type { OtlpDestination, OtlpEndpoint } from './otlp-destination.js';
import { OtlpLogTransport } from './otlp-log.transport.js';
import { OtlpProtocol } from './otlp.protocol.js';
import { OtlpSpanSink } from './otlp.span-sink.js';

/**
 * The list of OTLP destinations. Any module may add one at any time; one added in a constructor also gets the spans that
 * ended before the application was up, a later one what ends from then on. Each has a queue and accounts of its own.
 */
@Injectable()
export class OtlpDestinations implements OnModuleInit {
  private readonly spans: EncodeOnce<SpanRecord>;
  private readonly logs: EncodeOnce<LogRecord>;
  private readonly transport: OtlpLogTransport;

  constructor(
    private readonly delivery: DeliveryService,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    @Inject(WINSTON_LOGGER) private readonly logger: WinstonLogger,
    @Inject(serviceConfig.KEY) service: ServiceConfig,
  ) {
    const protobuf = new ProtobufEncoding();
    const json = new JsonEncoding();
    this.spans = new EncodeOnce({ protobuf: protobuf.traces, json: json.traces });
    this.logs = new EncodeOnce({ protobuf: protobuf.logs, json: json.logs });
    const resource = { attributes: { 'service.name': service.name, 'service.version': service.version } };
    this.transport = new OtlpLogTransport(this.logs, () => telemetry.resource ?? resource);
  }

  add({ sink, traces, logs, flushIntervalMs = 1_000, isUp }: OtlpDestination): void {
    const pace = { flushIntervalMs, isUp };
    if (traces) this.open(this.spans, traces, { sink, unit: 'span' }, pace);
    if (!logs) return;
    this.open(this.logs, logs, { sink: `${sink}.logs`, unit: 'log event' }, pace);
    if (!this.logger.transports.includes(this.transport)) this.logger.add(this.transport);
  }

  onModuleInit(): void {
    this.spans.start();
    this.logs.start();
    const detach = this.telemetry.attachSpanSink(new OtlpSpanSink(this.spans));
    this.delivery.onFlush(() => {
      detach();
      this.logger.remove(this.transport);
      this.spans.stop();
      this.logs.stop();
    });
  }

  private open<Item>(
    signal: EncodeOnce<Item>,
    endpoint: OtlpEndpoint,
    { sink, unit }: { sink: string; unit: 'span' | 'log event' },
    pace: Pick<OtlpDestination, 'isUp'> & { flushIntervalMs: number },
  ): void {
    const { origin, pathname } = new URL(endpoint.url);
    const to = origin + pathname;
    const protocol = new OtlpProtocol(endpoint, signal.encodings[endpoint.encoding], pace);
    signal.addQueue(endpoint.encoding, this.delivery.openQueue({ sink, destination: to, protocol, unit }));
    this.delivery.announce({ sink, state: 'on', to });
  }
}
