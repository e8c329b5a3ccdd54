import { meaningOfAnswer, RequestSigner, xrayOtlpConfig } from '../../xray-otlp/index.js';
import type { Check } from '../check.js';
import { resolveName } from '../explain/resolve-name.js';
import { targetOf } from '../explain/target.js';
import { emptyExport } from './empty-export.js';

const ENDPOINT_VARIABLES = ['AWS_ENDPOINT_URL_XRAY', 'AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_DEFAULT_REGION'];

/** X-Ray's own OTLP endpoint takes a signed empty export. */
export const xrayOtlpCheck: Check = {
  destination: 'xray.otlp',
  variables: ['XRAY_OTLP', ...ENDPOINT_VARIABLES, 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  run: async (examination) => {
    const { surroundings } = examination;
    const { target: place } = xrayOtlpConfig.from(surroundings.environment);
    if (place === undefined) return { state: 'off', because: 'XRAY_OTLP=on turns it on' };
    const target = targetOf(place.url, surroundings.firstSet(...ENDPOINT_VARIABLES) ?? '', surroundings);
    await resolveName(target);
    const signer = new RequestSigner(place.region);
    const endpoint = {
      url: place.url,
      headers: {},
      encoding: 'protobuf',
      gzip: true,
      timeoutMs: 5_000,
      keyVariable: 'AWS_ACCESS_KEY_ID',
      sign: signer.sign.bind(signer),
      meaning: meaningOfAnswer,
    } as const;
    await emptyExport(endpoint, target, examination);
    return { because: `X-Ray in ${place.region} accepted a signed empty export` };
  },
};
