import { TraceFlags } from '@opentelemetry/api';
import type { RequestListener, ServerRequest } from '../tracing/index.js';
import type { XRaySampler } from './sampling/xray-sampler.js';
import type { SegmentNaming } from './segment-naming.js';
import type { OpenTraces } from './traces/open-traces.js';
import { toXRayTraceId } from './translation/index.js';

export interface XRayRequestListenerOptions {
  readonly traces: OpenTraces;
  readonly sampler: XRaySampler;
  readonly naming: SegmentNaming;
  readonly serviceType: () => string | undefined;
}

/**
 * Decides a trace when its request begins, and tells the client: `X-Amzn-Trace-Id: Root=1-...;Sampled=1`. Whoever looks at
 * the trace elsewhere is told where X-Ray does not have it: `aws.xray.sampled` is false on its SERVER span, and else absent.
 */
export class XRayRequestListener implements RequestListener {
  constructor(private readonly options: XRayRequestListenerOptions) {}

  onRequest(request: ServerRequest): void {
    const { traceId } = request.spanContext;
    const sampled = this.decide(request);
    if (!sampled) request.furtherAttributes = { ...request.furtherAttributes, 'aws.xray.sampled': false };
    request.response.setHeader('X-Amzn-Trace-Id', `Root=${toXRayTraceId(traceId)};Sampled=${Number(sampled)}`);
  }

  /** A span that is not recorded never ends here, so there is nothing to decide, nor to take from a reservoir. */
  private decide({ request, spanContext, trustedSampled }: ServerRequest): boolean {
    if ((spanContext.traceFlags & TraceFlags.SAMPLED) === 0) return false;
    const { traces, sampler, naming, serviceType } = this.options;
    return traces.announce(spanContext.traceId, spanContext.spanId, () => {
      if (trustedSampled !== undefined) return trustedSampled;
      const { host } = request.headers;
      const path = request.url === undefined ? undefined : withoutQuery(request.url);
      return sampler.decide({
        serviceName: naming.nameFor(host),
        serviceType: serviceType(),
        host,
        method: request.method,
        path,
      });
    });
  }
}

function withoutQuery(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}
