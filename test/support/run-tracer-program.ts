import { context, type Context, diag, DiagLogLevel, ROOT_CONTEXT, type Span, trace, type Tracer, type TracerProvider } from '@opentelemetry/api'; // prettier-ignore
import { suppressTracing } from '@opentelemetry/core';
import { ProtobufEncoding } from '../../src/otlp/encoding/protobuf.encoding.js';
import type { SpanRecord } from '../../src/tracing/span-record.js';
import { ignoreParentDecision } from '../../src/tracing/trusting-sampler.js';
import { type Call, clockStart, type Parent } from './tracer-program.js';

/** What a program showed, however its tracer works inside. */
export interface Outcome {
  /** OTLP of each span that was handed over, in hex, sorted. */
  readonly spans: readonly string[];
  /** What calls returned or threw, in order. */
  readonly seen: readonly string[];
  /** What was said to diag, sorted within each call. */
  readonly said: readonly string[];
}

const encoding = new ProtobufEncoding();

/** Runs `calls` on the tracers of one provider, under clocks that only the program moves. */
export function runTracerProgram(
  calls: readonly Call[],
  provider: TracerProvider,
  ended: SpanRecord[],
  root: Context = ROOT_CONTEXT,
): Outcome {
  const clocks = { ...clockStart };
  jest.spyOn(Date, 'now').mockImplementation(() => clocks.wallMs);
  jest.spyOn(performance, 'now').mockImplementation(() => clocks.monotonicMs);
  const tracers = [
    provider.getTracer('a'),
    provider.getTracer('a', '1'),
    provider.getTracer('b', '1', { schemaUrl: 's' }),
  ];
  const spans: Span[] = [];
  const seen: string[] = [];
  const said: string[] = [];
  let sayings: string[] = [];
  const say =
    (level: string) =>
    (message: string, ...more: unknown[]) =>
      void sayings.push(`${level} ${message} ${more.length}`);
  diag.setLogger(
    { error: say('error'), warn: say('warn'), info: say('info'), debug: say('debug'), verbose: say('verbose') },
    { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true },
  );
  try {
    for (const call of calls) {
      sayings = [];
      seen.push(guarded(() => perform(call)));
      said.push(...sayings.filter((line) => isPromised(line, call)).toSorted());
    }
  } finally {
    diag.disable();
    jest.restoreAllMocks();
  }
  return { spans: ended.map(encoded).toSorted(), seen, said };

  function perform(call: Call): unknown {
    if (call.call === 'wait') {
      clocks.monotonicMs += call.monotonicMs;
      clocks.wallMs += call.wallMs;
      return undefined;
    }
    if (!('span' in call)) return start(call);
    const span = spans[call.span % spans.length]!;
    const result = apply(call, span);
    return [result === span ? 'the span' : result, span.isRecording()];
  }

  function start(call: Extract<Call, { call: 'startSpan' | 'startActiveSpan' }>): unknown {
    const tracer: Tracer = tracers[call.scope]!;
    const parent = contextOf(call.parent);
    const span =
      call.call === 'startSpan'
        ? tracer.startSpan(call.name, call.options, parent)
        : tracer.startActiveSpan(call.name, call.options as object, parent, (active) => {
            seen.push(String(trace.getSpan(context.active()) === active));
            return active;
          });
    spans.push(span);
    const { traceState, ...ids } = span.spanContext();
    return [ids, traceState?.serialize(), span.isRecording()];
  }

  function contextOf(parent: Parent): Context {
    if (parent.is === 'none') return root;
    if (parent.is === 'suppressed') return suppressTracing(root);
    const local = parent.is === 'local' ? spans[parent.span % spans.length] : undefined;
    const of =
      parent.is === 'remote' ? trace.setSpanContext(root, parent.context) : local ? trace.setSpan(root, local) : root;
    return parent.ignored ? ignoreParentDecision(of) : of;
  }
}

function apply(call: Extract<Call, { span: number }>, span: Span): unknown {
  switch (call.call) {
    case 'setAttribute':
      return span.setAttribute(call.key, call.value);
    case 'setAttributes':
      return span.setAttributes(call.attributes);
    case 'addEvent':
      return span.addEvent(call.name, call.attributes, call.time);
    case 'addLink':
      return span.addLink(call.link);
    case 'addLinks':
      return span.addLinks(call.links);
    case 'recordException':
      return span.recordException(call.exception, call.time);
    case 'setStatus':
      return span.setStatus(call.status);
    case 'updateName':
      return span.updateName(call.name);
    default:
      return span.end(call.time);
  }
}

function guarded(act: () => unknown): string {
  try {
    return JSON.stringify(act()) ?? '';
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

function encoded(record: SpanRecord): string {
  return guarded(() => `${record.spanId} ${Buffer.from(encoding.traces.encodeGroup([record])).toString('hex')}`);
}

/** Where nothing will be kept, because it is not recorded or has no room, ours reads no attributes to complain of. */
function isPromised(line: string, { call }: Call): boolean {
  return !line.startsWith('warn Invalid attribute') || !(call.startsWith('start') || line.includes('__proto__'));
}
