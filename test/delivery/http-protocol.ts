import type { AgentOptions } from 'node:https';
import {
  type DeliveryBatch,
  type DeliveryOutcome,
  type DeliveryProtocol,
  type HttpMeaning,
  keepAliveAgent,
  outcomeOfHttp,
  post,
} from '../../src/delivery/index.js';

interface Options {
  readonly limits?: Partial<DeliveryProtocol['limits']>;
  readonly meaning?: HttpMeaning;
  readonly tls?: AgentOptions;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The plainest protocol over HTTP: a JSON list as gzip, one POST a batch. */
export class HttpProtocol implements DeliveryProtocol {
  readonly framing = { prefix: '[', separator: ',', suffix: ']' };
  readonly gzip = true;
  readonly limits: DeliveryProtocol['limits'];
  private readonly agent;

  constructor(
    private readonly url: string,
    private readonly options: Options = {},
  ) {
    this.agent = keepAliveAgent(url, options.tls);
    this.limits = {
      maxBatchBytes: 100_000,
      maxBatchGroups: 10,
      flushIntervalMs: 50,
      attemptTimeoutMs: 300,
      maxInFlight: 2,
      ...options.limits,
    };
  }

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', ...this.options.headers };
    const body = await batch.body();
    return outcomeOfHttp(await post({ url: this.url, headers, body, signal, agent: this.agent }), this.options.meaning);
  }

  close(): void {
    this.agent.destroy();
  }
}
