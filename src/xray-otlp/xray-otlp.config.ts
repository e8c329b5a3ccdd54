import { z } from 'zod';
import { ConfigError, defineConfig, flag, httpUrl, type ConfigOf } from '../config/index.js';

const REGION = 'an AWS region such as eu-central-1';

const region = () =>
  z
    .string()
    .regex(/^[a-z]{2,}(?:-[a-z0-9]+)+$/)
    .optional()
    .describe(REGION);

const endpoint = () => httpUrl().optional().describe('an http:// or https:// URL');

/** Where the region's endpoint is; credentials are left to the AWS SDK's chain. */
export const xrayOtlpConfig = defineConfig(
  'xray-otlp',
  {
    XRAY_OTLP: flag().optional().describe('on or off'),
    AWS_REGION: region(),
    AWS_DEFAULT_REGION: region(),
    AWS_ENDPOINT_URL: endpoint(),
    AWS_ENDPOINT_URL_XRAY: endpoint(),
  },
  (values) => {
    if (!values.XRAY_OTLP) return { target: undefined };
    const named = values.AWS_REGION ?? values.AWS_DEFAULT_REGION;
    if (named === undefined) throw new ConfigError('AWS_REGION', `${REGION}, which XRAY_OTLP=on needs`);
    const base = values.AWS_ENDPOINT_URL_XRAY ?? values.AWS_ENDPOINT_URL ?? `https://xray.${named}.${domain(named)}`;
    return { target: { region: named, url: tracesUrl(base) } };
  },
);

export type XRayOtlpConfig = ConfigOf<typeof xrayOtlpConfig>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html */
function tracesUrl(base: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  return url.href;
}

/** The partitions of AWS that have a domain of their own. */
function domain(named: string): string {
  if (named.startsWith('cn-')) return 'amazonaws.com.cn';
  return named.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}
