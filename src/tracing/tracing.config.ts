import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { defineConfig, flag, positiveInteger, type ConfigOf } from '../config/index.js';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const TRACERS = ['lean', 'sdk'] as const;
const PROPAGATORS = ['tracecontext', 'baggage', 'xray', 'none'] as const;

export type PropagatorName = (typeof PROPAGATORS)[number];

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter(Boolean)); // prettier-ignore
const ratio = z.string().regex(/^(?:0|1|0?\.\d+|0\.\d+|1\.0+)$/).transform(Number); // prettier-ignore

/** The specification's variables of the trace SDK, and whom to trust. */
export const tracingConfig = defineConfig(
  'tracing',
  {
    OTEL_SDK_DISABLED: flag().optional(),
    OTEL_TRACES_SAMPLER: z
      .enum(SAMPLERS)
      .default('parentbased_always_on')
      .describe(`one of ${SAMPLERS.join(', ')}`),
    OTEL_TRACES_SAMPLER_ARG: ratio.default(1).describe('a number from 0 to 1'),
    OTEL_PROPAGATORS: list.pipe(z.array(z.enum(PROPAGATORS))).default(['tracecontext', 'baggage', 'xray']).describe(`a comma-separated list of ${PROPAGATORS.join(', ')}`), // prettier-ignore
    OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: positiveInteger('characters').optional(),
    OTEL_ATTRIBUTE_COUNT_LIMIT: positiveInteger('attributes').optional(),
    OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: positiveInteger('characters').optional(),
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: positiveInteger('attributes').optional(),
    OTEL_SPAN_EVENT_COUNT_LIMIT: positiveInteger('events').optional(),
    OTEL_SPAN_LINK_COUNT_LIMIT: positiveInteger('links').optional(),
    OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT: positiveInteger('attributes').optional(),
    OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT: positiveInteger('attributes').optional(),
    OTEL_NODE_EXPERIMENTAL_SDK_METRICS: flag().optional(),
    TELEMETRY_TRACER: z
      .enum(TRACERS)
      .default('lean')
      .describe(`one of ${TRACERS.join(', ')}`),
    TELEMETRY_TRUST: list.transform(toBlockList).optional().describe('a comma-separated list of addresses and CIDR ranges such as 10.0.0.0/8, ::1'), // prettier-ignore
  },
  (values) => ({
    disabled: values.OTEL_SDK_DISABLED ?? false,
    sampler: values.OTEL_TRACES_SAMPLER,
    samplerRatio: values.OTEL_TRACES_SAMPLER_ARG,
    propagators: values.OTEL_PROPAGATORS,
    trusted: values.TELEMETRY_TRUST,
    tracer: values.TELEMETRY_TRACER,
    sdkMetrics: values.OTEL_NODE_EXPERIMENTAL_SDK_METRICS ?? false,
    spanLimits: {
      attributeCountLimit: values.OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT ?? values.OTEL_ATTRIBUTE_COUNT_LIMIT ?? 128,
      attributeValueLengthLimit:
        values.OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT ?? values.OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT ?? Infinity,
      eventCountLimit: values.OTEL_SPAN_EVENT_COUNT_LIMIT ?? 128,
      linkCountLimit: values.OTEL_SPAN_LINK_COUNT_LIMIT ?? 128,
      attributePerEventCountLimit: values.OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT ?? 128,
      attributePerLinkCountLimit: values.OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT ?? 128,
    },
  }),
);

export type TracingConfig = ConfigOf<typeof tracingConfig>;

/** Node's address list, which is named for another use: here it holds whom we believe. */
function toBlockList(ranges: readonly string[], context: z.core.$RefinementCtx<string[]>): BlockList {
  const trusted = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix, ...rest] = range.split('/');
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
    if (version === 0 || rest.length > 0 || !(length <= bits)) {
      context.addIssue({ code: 'custom', message: 'no address or CIDR range' });
      return z.NEVER;
    }
    trusted.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return trusted;
}
