import { keepAliveAgent, post } from '../../delivery/index.js';

/** The part of the AWS SDK's HTTP request that is sent; a POST, as all of this API's are. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** The SDK's own type for the signal is wider than what delivery passes it. */
const NEVER = new AbortController().signal;

/** What the AWS SDK sends with: delivery's POST, its bound on the answer and its sockets, instead of the SDK's own. */
export class DeliveryRequestHandler {
  private agent: ReturnType<typeof keepAliveAgent> | undefined;

  async handle(request: SdkRequest, { abortSignal }: { readonly abortSignal?: unknown } = {}) {
    const { protocol, hostname, port, path, headers, body = '' } = request;
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;
    this.agent ??= keepAliveAgent(url);
    const answer = await post({
      url,
      headers,
      body: typeof body === 'string' ? Buffer.from(body) : body,
      signal: abortSignal instanceof AbortSignal ? abortSignal : NEVER,
      agent: this.agent,
    });
    return { response: { statusCode: answer.status, headers: flat(answer.headers), body: answer.body } };
  }

  destroy(): void {
    this.agent?.destroy();
  }

  /** The SDK may ask; there is nothing to configure. */
  httpHandlerConfigs(): Record<string, unknown> {
    return {};
  }

  updateHttpClientConfig(): void {}
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
