import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { ReceivedLogEvent } from './cloudwatch-logs-limits.js';
import { CloudWatchError, CloudWatchLogsStore, type LogGroup } from './cloudwatch-logs-store.js';

export type { ReceivedLogEvent } from './cloudwatch-logs-limits.js';

export interface CloudWatchCall {
  /** `PutLogEvents`, `CreateLogGroup`, ... */
  readonly action: string;
  readonly headers: IncomingHttpHeaders;
  readonly input: Readonly<Record<string, unknown>>;
  /** The error's name where the call was refused, `hang` or `reset` where it got no answer, else undefined. */
  readonly error: string | undefined;
}

/** An error of the API, or no answer at all. */
export type CloudWatchFault =
  'hang' | 'reset' | { readonly error: string; readonly message?: string; readonly status?: number };

/** What happens to a call of `action`; `attempt` counts the calls of that action from 1. Undefined: as healthy. */
export type CloudWatchBehaviour = (action: string, attempt: number) => CloudWatchFault | undefined;

/**
 * Stands in for the CloudWatch Logs API (JSON 1.1): keeps groups and streams, enforces the documented limits of a batch,
 * and refuses what the real one refuses. Requests must be signed; the signature itself is not verified.
 */
export class CloudWatchLogsApi {
  readonly calls: CloudWatchCall[] = [];
  private readonly store = new CloudWatchLogsStore();
  private attempts = new Map<string, number>();
  private behaviour: CloudWatchBehaviour = () => undefined;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.take(request, response));
  }

  static async start(): Promise<CloudWatchLogsApi> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CloudWatchLogsApi(server);
  }

  /** What goes into AWS_ENDPOINT_URL_CLOUDWATCH_LOGS. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the stand-in is stopped');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Everything that an application needs in its environment to send here, but for the name of the group. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: this.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test-key-id',
      AWS_SECRET_ACCESS_KEY: 'test-secret',
    };
  }

  /** What is there; a test may add to it and delete from it. */
  get groups(): Map<string, LogGroup> {
    return this.store.groups;
  }

  /** From now on every call meets this fault, or this behaviour; without one it is healthy. */
  answer(fault?: CloudWatchFault | CloudWatchBehaviour): void {
    this.attempts = new Map();
    this.behaviour = typeof fault === 'function' ? fault : () => fault;
  }

  /** All events of a group in the order in which they were taken, stream by stream. */
  events(group: string): ReceivedLogEvent[] {
    return [...(this.groups.get(group)?.streams.values() ?? [])].flat();
  }

  /** The events of a group as the JSON lines that they are. */
  lines(group: string): Record<string, unknown>[] {
    return this.events(group).map((event): Record<string, unknown> => JSON.parse(event.message));
  }

  actions(): string[] {
    return this.calls.map((call) => call.action);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = /^Logs_20140328\.(\w+)$/.exec(String(request.headers['x-amz-target']))?.[1] ?? '';
    const body = await readBody(request);
    const fault = this.faultOf(action);
    const { input, output } =
      fault === undefined ? this.handle(action, request, body) : { input: {}, output: asError(fault) };
    const error = typeof output === 'string' ? output : output instanceof CloudWatchError ? output.code : undefined;
    this.calls.push({ action, headers: request.headers, input, error });
    if (output === 'reset') request.socket.resetAndDestroy();
    if (typeof output === 'string') return;
    const refused = output instanceof CloudWatchError;
    response.writeHead(refused ? output.status : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(refused ? { __type: output.code, message: output.message } : output));
  }

  private faultOf(action: string): CloudWatchFault | undefined {
    const attempt = (this.attempts.get(action) ?? 0) + 1;
    this.attempts.set(action, attempt);
    return this.behaviour(action, attempt);
  }

  private handle(action: string, request: IncomingMessage, body: string) {
    let input: Record<string, unknown> = {};
    try {
      input = JSON.parse(body);
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential='))
        throw new CloudWatchError('MissingAuthenticationTokenException', 'Missing Authentication Token');
      return { input, output: this.store.perform(action, input) };
    } catch (error) {
      const output =
        error instanceof CloudWatchError ? error : new CloudWatchError('SerializationException', String(error));
      return { input, output };
    }
  }
}

function asError(fault: CloudWatchFault): 'hang' | 'reset' | CloudWatchError {
  return typeof fault === 'string'
    ? fault
    : new CloudWatchError(fault.error, fault.message ?? fault.error, fault.status);
}

/** What came until the caller had sent everything or gave up. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => request.on('close', resolve).on('end', resolve).on('error', resolve));
  return Buffer.concat(chunks).toString();
}
