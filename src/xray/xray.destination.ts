import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { serviceConfig, type ServiceConfig } from '../config/index.js';
import { DeliveryService } from '../delivery/index.js';
import { TELEMETRY, type Telemetry } from '../tracing/index.js';
import { describeEndpoint, type DaemonAddress } from './daemon-address.js';
import { createSampling } from './sampling/create-sampling.js';
import { SegmentNaming } from './segment-naming.js';
import { OpenTraces } from './traces/open-traces.js';
import { ResourceBlocks } from './translation/index.js';
import { XRayUdpProtocol } from './udp/xray-udp.protocol.js';
import { xrayConfig, type XRayConfig } from './xray.config.js';
import { XRayRequestListener } from './xray.request-listener.js';
import { shipTo, XRaySpanSink } from './xray.span-sink.js';

const SWEEP_MS = 1_000;

/** The X-Ray daemon as a destination: on where AWS_XRAY_DAEMON_ADDRESS says where it is. */
@Injectable()
export class XRayDestination implements OnModuleInit {
  private readonly logger = new Logger('XRay');
  private hasSaid = false;

  constructor(
    @Inject(xrayConfig.KEY) private readonly config: XRayConfig,
    @Inject(serviceConfig.KEY) private readonly service: ServiceConfig,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    private readonly delivery: DeliveryService,
  ) {}

  onModuleInit(): void {
    const { daemon } = this.config;
    if (daemon === undefined) {
      this.delivery.announce({ sink: 'xray', state: 'off', variable: 'AWS_XRAY_DAEMON_ADDRESS' });
    } else {
      this.delivery.announce({ sink: 'xray', state: 'on', to: `${describeEndpoint(daemon.udp)} (UDP)` });
      this.start(daemon);
    }
  }

  private start(daemon: DaemonAddress): void {
    const { tracingName, hostPattern, logGroupNames } = this.config;
    const { telemetry, delivery } = this;
    const naming = new SegmentNaming(hostPattern, tracingName ?? this.service.name);
    const sampling = createSampling(this.config.sampling, daemon.tcp, this.logger);
    const { sampler } = sampling;
    const protocol = new XRayUdpProtocol(daemon.udp);
    const queue = delivery.openQueue({
      sink: 'xray',
      destination: describeEndpoint(daemon.udp),
      protocol,
      unit: 'span',
    });
    const resources = new ResourceBlocks(logGroupNames);
    const serviceType = () => telemetry.resource && resources.of(telemetry.resource).origin;
    const traces = new OpenTraces({
      decide: () => sampler.decide({ serviceName: naming.nameFor(undefined), serviceType: serviceType() }),
      onTaken: () => queue.accounts.record(1),
      ship: shipTo(queue, { nameOfServer: naming.nameOfServer, resources }, (error) => this.sayOnce(error)),
    });
    const listener = new XRayRequestListener({ traces, sampler, naming, serviceType });
    const detachListener = telemetry.attachRequestListener('xray', listener);
    const detachSink = telemetry.attachSpanSink(new XRaySpanSink(traces));
    const sweeping = setInterval(() => traces.sweep(), SWEEP_MS).unref();
    sampling.start();
    delivery.onFlush(() => {
      detachListener();
      detachSink();
      clearInterval(sweeping);
      sampling.stop();
      traces.drain();
      protocol.hurry();
    });
  }

  /** A translation that throws is a defect of ours; its first error says what there is to know, the accounts how often. */
  private sayOnce(error: unknown): void {
    if (this.hasSaid) return;
    this.hasSaid = true;
    this.logger.error(`spans could not be translated, dropped as encode_error: ${String(error)}`);
  }
}
