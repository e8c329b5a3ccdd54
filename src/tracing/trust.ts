import { type BlockList, isIP } from 'node:net';

/** Whose word counts: the addresses of TELEMETRY_TRUST, by default nobody's. */
export class Trust {
  constructor(private readonly trusted: BlockList | undefined) {}

  includes(address: string): boolean {
    // The usual case asks nothing of a list that is empty: that would cost every request two address objects.
    if (this.trusted === undefined) return false;
    const version = isIP(address);
    return version !== 0 && this.trusted.check(address, version === 6 ? 'ipv6' : 'ipv4');
  }

  /**
   * The client's address: the peer itself, or, where the peer is trusted, the nearest address in X-Forwarded-For that is
   * not a trusted proxy's (the ones before it may be anybody's invention).
   */
  clientAddress(peer: string, forwardedFor: string | undefined): string {
    if (forwardedFor === undefined || !this.includes(peer)) return peer;
    const hops = forwardedFor.split(',').map((hop) => withoutPort(hop.trim()));
    let client = peer;
    for (const hop of hops.toReversed()) {
      if (isIP(hop) === 0) return client;
      client = hop;
      if (!this.includes(hop)) return client;
    }
    return client;
  }
}

/** `::ffff:127.0.0.1` is 127.0.0.1. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return '';
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(hop) ? hop.slice(0, hop.indexOf(':')) : hop;
}
