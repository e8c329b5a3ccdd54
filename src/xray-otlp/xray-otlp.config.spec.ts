import { xrayOtlpConfig } from './xray-otlp.config.js';

const on = { XRAY_OTLP: 'on', AWS_REGION: 'eu-central-1' };

describe('the variables of X-Ray without its daemon', () => {
  it('leave it off by themselves, whatever AWS variables there are', () => {
    expect(xrayOtlpConfig.from({ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://a:1' }).target).toBeUndefined();
    expect(xrayOtlpConfig.from({ ...on, XRAY_OTLP: 'off' }).target).toBeUndefined();
  });

  it.each([
    ['eu-central-1', 'https://xray.eu-central-1.amazonaws.com/v1/traces'],
    ['us-gov-west-1', 'https://xray.us-gov-west-1.amazonaws.com/v1/traces'],
    ['cn-north-1', 'https://xray.cn-north-1.amazonaws.com.cn/v1/traces'],
    ['eusc-de-east-1', 'https://xray.eusc-de-east-1.amazonaws.eu/v1/traces'],
  ])("turn it on for %s at the region's endpoint", (region, url) => {
    expect(xrayOtlpConfig.from({ XRAY_OTLP: 'on', AWS_REGION: region }).target).toEqual({ region, url });
    expect(xrayOtlpConfig.from({ XRAY_OTLP: 'on', AWS_DEFAULT_REGION: region }).target).toEqual({ region, url });
  });

  it('name another endpoint, the own one before the general one', () => {
    expect(xrayOtlpConfig.from({ ...on, AWS_ENDPOINT_URL: 'http://a:1/' }).target?.url).toBe('http://a:1/v1/traces');
    expect(
      xrayOtlpConfig.from({ ...on, AWS_ENDPOINT_URL: 'http://a:1', AWS_ENDPOINT_URL_XRAY: 'http://b:1/x' }).target?.url,
    ).toBe('http://b:1/x/v1/traces');
  });

  it.each([
    [{ XRAY_OTLP: 'on' }, 'AWS_REGION: expected an AWS region such as eu-central-1, which XRAY_OTLP=on needs'],
    [{ XRAY_OTLP: 'please' }, 'XRAY_OTLP: expected on or off'],
    [{ ...on, AWS_REGION: 'Frankfurt' }, 'AWS_REGION: expected an AWS region'],
    [{ ...on, AWS_ENDPOINT_URL_XRAY: 'b:1' }, 'AWS_ENDPOINT_URL_XRAY: expected an http:// or https:// URL'],
  ])('refuse %j', (environment, message) => {
    expect(() => xrayOtlpConfig.from(environment)).toThrow(message);
  });
});
