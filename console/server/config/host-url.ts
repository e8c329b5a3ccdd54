/** As a URL spells them. */
const ANY_ADDRESS = ['0.0.0.0', '[::]'];

/** `http://host:port`; an IPv6 address stands in brackets there. */
export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The URL that a person opens: of a console that listens on all addresses of the machine, the one that it always answers to. */
export function pageUrlOf(host: string, port: number): string {
  return urlOf(isAnyAddress(host) ? 'localhost' : host, port);
}

/** Whether all addresses of the machine are meant. */
export function isAnyAddress(host: string): boolean {
  return ANY_ADDRESS.includes(hostNameOf(host));
}

/** The name that browsers and programs send as Host where they were given `host`. @throws TypeError where a URL cannot have it. */
export function hostNameOf(host: string): string {
  return new URL(urlOf(host, 80)).hostname;
}
