import { lookup } from 'node:dns/promises';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

const TRUSTED_FOR_MS = 30_000;

/**
 * The addresses behind the daemon's name, which may not exist yet at boot and may move at any time: asked again every
 * 30 s, and at once after trouble. The one that last took anything comes first: `localhost` is ::1 and 127.0.0.1, and a
 * daemon may listen on one of them only.
 */
export class DaemonResolver {
  private known: { readonly addresses: readonly ResolvedAddress[]; readonly until: number } | undefined;
  private preferred: string | undefined;

  constructor(
    private readonly host: string,
    private readonly resolve: (host: string) => Promise<readonly ResolvedAddress[]> = lookupAll,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** At least one. @throws (rejects) as `dns.lookup` does, where the name has none. */
  async addresses(): Promise<readonly ResolvedAddress[]> {
    const now = this.clock();
    if (this.known === undefined || now >= this.known.until) {
      const addresses = await this.resolve(this.host);
      if (addresses.length === 0) throw new Error(`${this.host} has no address`);
      this.known = { addresses, until: now + TRUSTED_FOR_MS };
    }
    const isPreferred = ({ address }: ResolvedAddress) => Number(address === this.preferred);
    return this.known.addresses.toSorted((one, other) => isPreferred(other) - isPreferred(one));
  }

  prefer({ address }: ResolvedAddress): void {
    this.preferred = address;
  }

  /** None of the addresses took anything. */
  forget(): void {
    this.known = undefined;
  }
}

function lookupAll(host: string): Promise<readonly ResolvedAddress[]> {
  return lookup(host, { all: true });
}
