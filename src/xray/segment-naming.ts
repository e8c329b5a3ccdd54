import type { SpanRecord } from '../tracing/index.js';
import { loadXRaySdk } from './xray-sdk.config.js';

/**
 * What the service's segments are called: the Host header where it matches AWS_XRAY_URL's pattern, else the fixed name.
 * The matching is aws-xray-sdk-core's dynamic naming, in an object of its own instead of the package's global one.
 */
export class SegmentNaming {
  private dynamic: { resolveName(host: string): string } | undefined;

  constructor(
    private readonly hostPattern: string | undefined,
    private readonly fixedName: string,
  ) {}

  nameFor(host: string | undefined): string {
    if (this.hostPattern === undefined || !host) return this.fixedName;
    this.dynamic ??= dynamicNaming(this.hostPattern, this.fixedName);
    return this.dynamic.resolveName(host);
  }

  /**
   * The name of a SERVER span's segment. Its attributes hold the Host header in two parts, redacted and clipped as everything that
   * leaves: where a limit of values cut the host, the pattern sees what is left of it.
   */
  readonly nameOfServer = (span: SpanRecord): string => {
    const { 'http.host': host, 'server.address': address, 'server.port': port } = span.attributes;
    if (typeof host === 'string') return this.nameFor(host);
    if (typeof address !== 'string') return this.fixedName;
    return this.nameFor(typeof port === 'number' ? `${address}:${port}` : address);
  };
}

function dynamicNaming(hostPattern: string, defaultName: string): { resolveName(host: string): string } {
  const { middleware } = loadXRaySdk();
  const naming = Object.assign(Object.create(middleware) as typeof middleware, { defaultName });
  naming.enableDynamicNaming(hostPattern);
  return naming;
}
