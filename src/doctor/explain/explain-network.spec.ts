import { explainNetwork } from './explain-network.js';
import { targetOf } from './target.js';

const at = (url: string, container = false) => targetOf(url, 'OTEL_EXPORTER_OTLP_ENDPOINT', { container });
const failed = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('an error of the network', () => {
  it.each([
    ['ECONNREFUSED', 'https://api.example:8443', /nothing listens on api\.example:8443\/tcp/, /start what should listen on api\.example port 8443/],
    ['ECONNREFUSED', 'http://[::1]:4318', /nothing listens on \[::1\]:4318/, /start what should listen on port 4318/],
    ['ENOTFOUND', 'https://api.honeycom.io', /api\.honeycom\.io does not resolve/, /way out .* its spelling/],
    ['EAI_AGAIN', 'http://collector:4318', /collector does not resolve/, /looks like a compose service/],
    ['EHOSTUNREACH', 'http://10.0.0.9:4318', /no way to 10\.0\.0\.9:4318/, /network/],
    ['ECONNRESET', 'http://collector:4317', /speaks gRPC/, /usually 4318/],
    ['ECONNRESET', 'http://collector:443', /hung up/, /https:\/\/ if it wants TLS/],
    ['HPE_INVALID_CONSTANT', 'http://collector:22', /does not speak HTTP/, /correct the port/],
    ['EPROTO', 'https://collector:4318', /does not speak TLS/, /write http:\/\//],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'https://collector', /signed by nobody this machine trusts/, /NODE_EXTRA_CA_CERTS/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'https://collector', /for another name/, /name of the certificate/],
    ['CERT_HAS_EXPIRED', 'https://collector', /not valid today/, /clock/],
    ['CERT_NOT_YET_VALID', 'https://collector', /not valid today/, /clock/],
    ['EPERM', 'http://collector', /collector:80: EPERM/, /check OTEL_EXPORTER_OTLP_ENDPOINT/],
  ])('%s at %s is told with what to do', (code, url, because, advice) => {
    const diagnosis = explainNetwork(failed(code), at(url));
    expect(diagnosis?.because).toMatch(because);
    expect(diagnosis?.advice).toMatch(advice);
  }); // prettier-ignore

  it('is found inside of what clients wrap it in, and where both addresses of a name fail', () => {
    const both = new AggregateError([failed('ECONNREFUSED'), failed('ECONNREFUSED')]);
    const wrapped = new TypeError('fetch failed', { cause: both });
    expect(explainNetwork(wrapped, at('http://localhost:4318'))?.because).toMatch(/nothing listens on localhost:4318/);
  });

  it('is no answer where the time was over, whoever says so', () => {
    const late = new DOMException('no answer in time', 'TimeoutError');
    for (const error of [late, new Error('aborted', { cause: late }), failed('ETIMEDOUT')])
      expect(explainNetwork(error, at('http://collector:4318'))?.because).toBe('no answer from collector:4318 in time');
  });

  it('is gRPC on any port where the other side greets in HTTP/2', () => {
    const greeting = failed('HPE_INVALID_CONSTANT', { rawPacket: Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]) });
    expect(explainNetwork(greeting, at('http://collector:9999'))?.because).toMatch(/speaks gRPC/);
  });

  it('is left alone where it is none', () => {
    expect(explainNetwork(new RangeError('a defect'), at('http://collector'))).toBeUndefined();
    expect(explainNetwork(undefined, at('http://collector'))).toBeUndefined();
  });

  it('sends who is in a container to the name of a service', () => {
    expect(explainNetwork(failed('ECONNREFUSED'), at('http://127.0.0.1:4318', true))?.advice).toMatch(/inside a container 127\.0\.0\.1 is the container itself/); // prettier-ignore
    expect(explainNetwork(failed('ENOTFOUND'), at('http://collector:4318', true))?.advice).toMatch(/docker compose up -d collector/); // prettier-ignore
  });
});
