import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** X-Ray's control API at the wire, as far as groups and sampling rules go: rest-json, every call a POST. */
export class XRayControlApi {
  readonly groups = new Map<string, Json>();
  readonly rules = new Map<string, Json>();
  /** Paths of the calls, in order. */
  readonly calls: string[] = [];
  /** A path that is answered by an error, and which. */
  readonly failures = new Map<string, { readonly status: number; readonly type: string; readonly message: string }>();
  private readonly server = createServer((request, response) => void this.onCall(request, response));

  static async start(): Promise<XRayControlApi> {
    const api = new XRayControlApi();
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    api.server.unref();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async onCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    this.calls.push(path);
    const failure = this.failures.get(path);
    if (failure) {
      const headers = { 'content-type': 'application/json', 'x-amzn-errortype': failure.type };
      response.writeHead(failure.status, headers).end(JSON.stringify({ message: failure.message }));
      return;
    }
    const answer = this.answer(path, JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Json);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  /** Lists come in pages of one, so that whoever reads the first only finds little. */
  private answer(path: string, body: Json): Json {
    if (path === '/Groups') return page('Groups', [...this.groups.values()], body);
    if (path === '/GetSamplingRules') {
      const records = [...this.rules.values()].map((rule) => ({ SamplingRule: rule, CreatedAt: 1_795_000_000 }));
      return page('SamplingRuleRecords', records, body);
    }
    if (path === '/CreateGroup' || path === '/UpdateGroup') {
      this.groups.set(String(body['GroupName']), { InsightsConfiguration: { InsightsEnabled: false }, ...body });
      return { Group: body };
    }
    const rule = (body['SamplingRule'] ?? body['SamplingRuleUpdate']) as Json;
    const name = String(rule['RuleName']);
    this.rules.set(name, { Attributes: {}, ...this.rules.get(name), ...rule });
    return { SamplingRuleRecord: { SamplingRule: rule } };
  }
}

function page(field: string, items: readonly unknown[], body: Json): Json {
  const at = Number(body['NextToken'] ?? 0);
  return { [field]: items.slice(at, at + 1), ...(at + 1 < items.length && { NextToken: String(at + 1) }) };
}
