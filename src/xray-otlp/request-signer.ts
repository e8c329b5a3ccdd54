import type { SignatureV4 } from '@smithy/signature-v4';
import type { UnsignedRequest } from '../otlp/index.js';
import { Sha256 } from './sha256.js';

/** AWS takes a signature whose date is at most five minutes off. */
const TOLERATED_MS = 4 * 60_000;

/**
 * Signs requests for the service `xray` (SigV4) with what the AWS SDK's credential chain finds: keys, profile, role, web
 * identity, instance. Its packages are loaded with the first request, and the chain renews what expires.
 */
export class RequestSigner {
  private signer: Promise<SignatureV4> | undefined;
  private renew = false;
  private clockOffsetMs = 0;

  constructor(private readonly region: string) {}

  /** @throws Error naming what to set, where there are no credentials. */
  async sign({ url, headers, body }: UnsignedRequest): Promise<Record<string, string>> {
    const { protocol, hostname, host, pathname } = new URL(url);
    const signer = await (this.signer ??= this.load().catch((error: unknown) => this.forgetLoading(error)));
    const signed = await signer.sign(
      { method: 'POST', protocol, hostname, path: pathname, headers: { ...headers, host }, body },
      { signingDate: new Date(Date.now() + this.clockOffsetMs) },
    );
    return signed.headers;
  }

  /** The credentials were refused: the next request asks the chain again, as somebody may have replaced them. */
  renewCredentials(): void {
    this.renew = true;
  }

  /**
   * From now on signs by the server's clock where that differs from this machine's by more than AWS tolerates.
   *
   * @returns whether that is something new.
   */
  correctClock(serverDate: string | undefined): boolean {
    const offsetMs = Date.parse(serverDate ?? '') - Date.now();
    if (Number.isNaN(offsetMs) || Math.abs(offsetMs - this.clockOffsetMs) < TOLERATED_MS) return false;
    this.clockOffsetMs = offsetMs;
    return true;
  }

  /** Too many open files, say: the next request tries again. */
  private forgetLoading(error: unknown): never {
    this.signer = undefined;
    throw error;
  }

  private async load(): Promise<SignatureV4> {
    const [{ SignatureV4: Signer }, { defaultProvider }] = await Promise.all([
      import('@smithy/signature-v4'),
      import('@aws-sdk/credential-provider-node'),
    ]);
    const chain = defaultProvider({ ignoreCache: true }); // a profile's file may have been mended
    const credentials = async () => {
      const forceRefresh = this.renew;
      this.renew = false;
      try {
        return await chain({ forceRefresh });
      } catch (error) {
        throw new Error(
          'no AWS credentials found, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine or task a role',
          { cause: error },
        );
      }
    };
    return new Signer({ service: 'xray', region: this.region, credentials, sha256: Sha256 });
  }
}
