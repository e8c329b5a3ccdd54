import { Inject, Injectable } from '@nestjs/common';
import { DeliveryService } from '../delivery/index.js';
import { OtlpDestinations } from './otlp-destinations.js';
import { otlpConfig, type OtlpConfig } from './otlp.config.js';

/** The destination that the environment names, sink `otlp`; or the word that there is none, and what would name one. */
@Injectable()
export class ConfiguredDestination {
  constructor(
    @Inject(otlpConfig.KEY) { traces, tracesExporter, logs, logsExporter }: OtlpConfig,
    destinations: OtlpDestinations,
    delivery: DeliveryService,
  ) {
    destinations.add({ sink: 'otlp', traces, logs });
    if (!traces && tracesExporter === 'none')
      delivery.announce({ sink: 'otlp', state: 'off', variable: 'OTEL_TRACES_EXPORTER', why: 'it is none' });
    else if (!traces)
      delivery.announce({ sink: 'otlp', state: 'off', variable: 'HONEYCOMB_API_KEY or OTEL_EXPORTER_OTLP_ENDPOINT' });
    if (!logs && logsExporter === 'otlp')
      delivery.announce({
        sink: 'otlp.logs',
        state: 'off',
        variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        why: 'no endpoint',
      });
  }
}
