export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where the daemon takes documents (UDP) and is asked for sampling rules (TCP). */
export interface DaemonAddress {
  readonly udp: Endpoint;
  readonly tcp: Endpoint;
}

/**
 * Reads `host:port`, or `tcp:host:port udp:host:port` in any order; an IPv6 address stands in brackets. Undefined for
 * anything else. aws-xray-sdk-core's own parser is not used: it keeps the result in a global and breaks at IPv6.
 */
export function parseDaemonAddress(text: string): DaemonAddress | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length === 1) {
    const both = parseEndpoint(parts[0]!);
    return both && { udp: both, tcp: both };
  }
  if (parts.length !== 2) return undefined;
  const [udp, tcp] = ['udp:', 'tcp:'].map((protocol) => {
    const part = parts.find((candidate) => candidate.startsWith(protocol));
    return part === undefined ? undefined : parseEndpoint(part.slice(protocol.length));
  });
  return udp && tcp && { udp, tcp };
}

/** `host:port` as people write it. */
export function describeEndpoint({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}
