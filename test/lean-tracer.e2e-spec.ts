import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Told {
  readonly tracer: string;
  readonly notice?: string;
  readonly traces: number;
  readonly seenByProcessor: number;
  readonly answers: readonly unknown[];
  readonly spans: readonly { readonly name: string; readonly kind: string; readonly parent?: string }[];
}

describe('instrumentations that use the API', () => {
  it("make of calls by undici, http and pg the same spans on the lean tracer as on the SDK's", async () => {
    const [lean, sdk] = [
      await outgoingCalls({ TELEMETRY_TRACER: 'lean' }),
      await outgoingCalls({ TELEMETRY_TRACER: 'sdk' }),
    ];

    expect([lean.tracer, sdk.tracer]).toEqual(['LeanTracer', 'Tracer']);
    expect(lean.notice).toBeUndefined();
    expect(lean.traces).toBe(1);
    expect(lean.answers).toEqual([{ answer: '42' }]);
    expect(lean.spans.map(({ kind, name, parent }) => `${parent} > ${kind} ${name}`).toSorted()).toEqual([
      'CLIENT GET > SERVER GET',
      'CLIENT GET > SERVER GET',
      'INTERNAL work > CLIENT GET',
      'INTERNAL work > CLIENT GET',
      'INTERNAL work > CLIENT GET',
      'INTERNAL work > CLIENT pg.connect',
      'INTERNAL work > CLIENT pg.query:SELECT cruddur',
      'INTERNAL work > CLIENT pg.query:SELECT cruddur',
      'INTERNAL work > CLIENT pg.query:SELECT cruddur',
      'undefined > INTERNAL work',
    ]);
    expect(sorted(lean)).toEqual(sorted(sdk));
  }, 60_000);
});

describe('TELEMETRY_TRACER=lean', () => {
  it("gives way to the SDK's tracer, and says so, where a span processor was added", async () => {
    const told = await outgoingCalls({ TELEMETRY_TRACER: 'lean' }, 'processor');

    expect(told.tracer).toBe('Tracer');
    expect(told.notice).toMatch(/^TELEMETRY_TRACER=lean gives way .*span processor/);
    expect(told.seenByProcessor).toBe(told.spans.length);
  }, 60_000);

  it("gives way to the SDK's tracer where the metrics of that are asked for", async () => {
    const told = await outgoingCalls({ TELEMETRY_TRACER: 'lean', OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true' });

    expect(told.tracer).toBe('Tracer');
    expect(told.notice).toMatch(/^TELEMETRY_TRACER=lean gives way .*OTEL_NODE_EXPERIMENTAL_SDK_METRICS/);
  }, 60_000);
});

async function outgoingCalls(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<Told> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', OTEL_METRICS_EXPORTER: 'none', ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, ['test/support/outgoing-calls.mjs', ...args], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Told;
}

function sorted({ spans }: Told): string[] {
  return spans.map((span) => JSON.stringify(span)).toSorted();
}
