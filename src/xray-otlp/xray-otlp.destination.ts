import { Inject, Injectable } from '@nestjs/common';
import { DeliveryService, type DeliveryOutcome, type HttpAnswer } from '../delivery/index.js';
import { OtlpDestinations } from '../otlp/index.js';
import { meaningOfAnswer } from './meaning-of-answer.js';
import { RequestSigner } from './request-signer.js';
import { xrayOtlpConfig, type XRayOtlpConfig } from './xray-otlp.config.js';

/** The endpoint takes at most 10,000 spans a request, and a group has at most 64. */
const MAX_GROUPS = 156;

/** One more destination of the otlp room's list: the region's endpoint, each request signed. Accounts: `xray.otlp`. */
@Injectable()
export class XRayOtlpDestination {
  constructor(
    @Inject(xrayOtlpConfig.KEY) { target }: XRayOtlpConfig,
    destinations: OtlpDestinations,
    delivery: DeliveryService,
  ) {
    if (target === undefined) {
      delivery.announce({ sink: 'xray.otlp', state: 'off', variable: 'XRAY_OTLP' });
      return;
    }
    const signer = new RequestSigner(target.region);
    const traces = {
      url: target.url,
      headers: {},
      encoding: 'protobuf' as const,
      gzip: true,
      timeoutMs: 10_000,
      maxBatchGroups: MAX_GROUPS,
      keyVariable: 'AWS_ACCESS_KEY_ID',
      sign: (request: Parameters<RequestSigner['sign']>[0]) => signer.sign(request),
      meaning: (answer: HttpAnswer) => this.meaning(answer, signer),
    };
    destinations.add({ sink: 'xray.otlp', traces });
  }

  /** A refusal may be the clock's fault, or that of credentials that somebody has renewed: both are mended here first. */
  private meaning(answer: HttpAnswer, signer: RequestSigner): DeliveryOutcome | undefined {
    const outcome = meaningOfAnswer(answer);
    if (outcome?.kind !== 'refused' || !outcome.unauthorized) return outcome;
    signer.renewCredentials();
    if (!signer.correctClock(answer.headers.date)) return outcome;
    return { kind: 'retry', because: `${outcome.because} (this machine's clock is off)` };
  }
}
