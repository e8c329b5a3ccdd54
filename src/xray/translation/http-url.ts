import type { AttributeReader } from './attribute-reader.js';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** The whole URL, put together from its parts where no attribute holds it; the path alone where the host is unknown. */
export function httpUrl(isServer: boolean, attributes: AttributeReader): string | undefined {
  const full = attributes.takeText('url.full', 'http.url');
  const scheme = attributes.takeText('url.scheme', 'http.scheme') ?? 'http';
  const authority = isServer ? serverAuthority(attributes) : peerAuthority(attributes);
  const target = attributes.takeText('http.target');
  const path = attributes.takeText('url.path');
  const query = attributes.takeText('url.query');
  if (full !== undefined) return full;
  const rest = target ?? (path === undefined ? undefined : `${path}${query === undefined ? '' : `?${query}`}`);
  if (authority === undefined) return rest;
  const { host, port } = authority;
  const suffix = port === undefined || port === DEFAULT_PORTS[scheme] ? '' : `:${port}`;
  return `${scheme}://${host}${suffix}${rest ?? '/'}`;
}

interface Authority {
  readonly host: string;
  readonly port?: string;
}

function serverAuthority(attributes: AttributeReader): Authority | undefined {
  const whole = attributes.takeText('http.host');
  const host = attributes.takeText('server.address', 'http.server_name', 'net.host.name');
  const port = attributes.takeInteger('server.port', 'net.host.port');
  return authorityOf(whole, host, port);
}

function peerAuthority(attributes: AttributeReader): Authority | undefined {
  const whole = attributes.takeText('http.host');
  const host = attributes.takeText('server.address', 'net.peer.name', 'network.peer.address', 'net.sock.peer.addr', 'net.peer.ip'); // prettier-ignore
  const port = attributes.takeInteger('server.port', 'net.peer.port');
  return authorityOf(whole, host, port);
}

/** A Host header holds its port; an address apart from it does not, and an IPv6 one needs brackets in a URL. */
function authorityOf(whole: string | undefined, host: string | undefined, port?: number): Authority | undefined {
  if (whole !== undefined) return { host: whole };
  if (host === undefined) return undefined;
  return { host: host.includes(':') && !host.startsWith('[') ? `[${host}]` : host, port: port?.toString() };
}
