import { Logger } from '@nestjs/common';
import winston from 'winston';
import type { DeliveryService } from '../src/delivery/index.js';
import { OtlpDestinations, type OtlpEndpoint } from '../src/otlp/index.js';
import { telemetry } from '../src/tracing/index.js';
import { describeSinkContract, type ContractDestination } from './support/sink-contract.js';
import { spanRecord } from './support/span-record.js';

beforeAll(() => {
  Logger.overrideLogger(false);
  telemetry.spans.bootCompleted();
});

for (const encoding of ['protobuf', 'json'] as const) {
  describeSinkContract(`otlp in ${encoding}`, {
    sink: 'otlp',
    transport: 'http',
    accepts: { status: 200, body: encoding === 'json' ? '{}' : '' },
    start: (to, delivery) => {
      startOtlp(delivery, { traces: endpoint(to, 'v1/traces', encoding) });
      return {
        emit: (count) => {
          for (let number = 0; number < count; number += 1) telemetry.spans.end(spanRecord({ name: `span ${number}` }));
        },
        emitHostile: () => hostileSpans().forEach((span) => telemetry.spans.end(span)),
      };
    },
  });
}

describeSinkContract('otlp logs', {
  sink: 'otlp.logs',
  transport: 'http',
  start: (to, delivery) => {
    const logger = startOtlp(delivery, { logs: endpoint(to, 'v1/logs', 'protobuf') });
    return {
      emit: (count) => {
        for (let number = 0; number < count; number += 1) logger.info(`line ${number}`);
      },
      close: () => void logger.close(),
    };
  },
});

function startOtlp(delivery: DeliveryService, to: { traces?: OtlpEndpoint; logs?: OtlpEndpoint }): winston.Logger {
  const logger = winston.createLogger({ format: winston.format.timestamp(), transports: [] });
  const destinations = new OtlpDestinations(delivery, telemetry, logger, {
    mode: 'test',
    environment: 'test',
    name: 'backend-nest',
    version: '1.0.0',
  });
  destinations.add({ sink: 'otlp', ...to });
  destinations.onModuleInit();
  return logger;
}

function endpoint({ url }: ContractDestination, path: string, encoding: 'protobuf' | 'json'): OtlpEndpoint {
  return {
    url: `${url}/${path}`,
    headers: {},
    encoding,
    gzip: true,
    timeoutMs: 10_000,
    keyVariable: 'OTEL_EXPORTER_OTLP_HEADERS',
  };
}

/** Values that the type does not allow and a program sets nevertheless. */
function hostileSpans() {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const values: unknown[] = [
    1n,
    Symbol('s'),
    Number.NaN,
    '\ud800',
    cyclic,
    () => 1,
    new Proxy({}, { ownKeys: fail }),
    null,
  ];
  const throwing = Object.defineProperty({}, 'broken', { enumerable: true, get: fail });
  return [
    ...values.map((value) => spanRecord({ attributes: { value } as never })),
    spanRecord({ attributes: throwing }),
    spanRecord({ traceId: '', startTime: [Number.NaN, -1] }),
  ];
}

function fail(): never {
  throw new Error('hostile');
}
