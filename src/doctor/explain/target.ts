import type { Surroundings } from '../surroundings.config.js';

/** What was spoken to, and by whose word. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https' | 'udp';
  /** The variable that names it. */
  readonly variable: string;
  /** Who should be there, with the way to start it. */
  readonly what?: string;
  readonly surroundings: Pick<Surroundings, 'container'>;
}

export function targetOf(url: string, variable: string, surroundings: Target['surroundings']): Target {
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  return { host, port: Number(port) || (scheme === 'https' ? 443 : 80), scheme, variable, surroundings };
}

export function describeTarget({ host, port }: Target): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
