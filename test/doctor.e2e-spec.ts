import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { CloudWatchLogsApi } from './support/cloudwatch-logs-api.js';
import { doctorReport, runDoctor, type DoctorOptions, type DoctorReport } from './support/doctor-process.js';
import { EchoServer } from './support/echo-server.js';
import { FlakyHttpServer, refusingPort } from './support/flaky-http-server.js';
import { HoneycombApi, ingestKey, type HoneycombKeyRecord } from './support/honeycomb-api.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { RollbarApi } from './support/rollbar-api.js';
import { XRayDaemon } from './support/xray-daemon.js';

const KEY = 'hcaik_01jzzzzzzzzzzzzzzzzzzzzzzz0123456789abcdef0123456789abcdef';
const RULE = {
  RuleName: 'Default',
  RuleARN: 'arn:aws:xray:eu-central-1:123456789012:sampling-rule/Default',
  Version: 1,
};

let honeycomb: HoneycombApi;
let otherRegion: HoneycombApi;
let otlp: OtlpReceiver;
let xray: XRayDaemon;
let rollbar: RollbarApi;
let cloudwatch: CloudWatchLogsApi;
const others: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  honeycomb = await HoneycombApi.start({ [KEY]: ingestKey });
  otherRegion = await HoneycombApi.start();
  otlp = await OtlpReceiver.start();
  xray = await XRayDaemon.start();
  xray.samplingRules = [RULE];
  rollbar = await RollbarApi.start();
  cloudwatch = await CloudWatchLogsApi.start();
});
afterEach(async () => {
  const stopping = [honeycomb.stop(), otherRegion.stop(), otlp.stop(), xray.close(), rollbar.stop(), cloudwatch.stop()];
  await Promise.all([...stopping, ...others.splice(0).map((stop) => stop())]);
});

const toHoneycomb = (key = KEY) => ({
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${honeycomb.url}/v1/traces`,
  OTEL_EXPORTER_OTLP_HEADERS: `x-honeycomb-team=${key}`,
  HONEYCOMB_API_ENDPOINTS: `${honeycomb.url},${otherRegion.url}`,
});
const toCollector = (endpoint: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_METRICS_EXPORTER: 'none' });
const toCloudWatch = () => ({ ...cloudwatch.environment, CLOUDWATCH_LOG_GROUP: 'cruddur' });

async function flaky(...[behaviour]: Parameters<typeof FlakyHttpServer.start>): Promise<FlakyHttpServer> {
  const server = await FlakyHttpServer.start(behaviour);
  others.push(() => server.stop());
  return server;
}

/** A port that speaks HTTP/2 without TLS, as gRPC's does. */
async function grpcPort(): Promise<number> {
  const server = createHttp2Server();
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  others.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const find = ({ findings }: DoctorReport, destination: string) =>
  findings.find((finding) => finding.destination === destination)!;

const asConfiguration = (access: Record<string, boolean>): HoneycombKeyRecord => ({
  ...ingestKey,
  type: 'configuration',
  api_key_access: access,
});

const canary = (name: string) => `canary-${name}-5f3a9c`;

interface Misconfiguration {
  readonly what: string;
  readonly environment: () => Record<string, string> | Promise<Record<string, string>>;
  readonly options?: DoctorOptions;
  readonly destination: string;
  /** What it says is wrong, and what to do. */
  readonly says: RegExp;
  readonly advises: RegExp;
}

const misconfigurations: readonly Misconfiguration[] = [
  {
    what: 'a Honeycomb key that nobody knows',
    environment: () => toHoneycomb('hcaik_nobody'),
    destination: 'otlp',
    says: /does not know the key \(HTTP 401\)/,
    advises: /append the secret.*OTEL_EXPORTER_OTLP_HEADERS/,
  },
  {
    what: 'a Honeycomb key of the other region',
    environment: () => {
      otherRegion.keys.set('key-of-the-other-region', ingestKey);
      return toHoneycomb('key-of-the-other-region');
    },
    destination: 'otlp',
    says: /of the other region/,
    advises: /set OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/127\.0\.0\.1:\d+, or use a key of this region/,
  },
  {
    what: 'a Honeycomb key that may query and not send',
    environment: () => {
      honeycomb.keys.set('query-key', asConfiguration({ events: false, queries: true }));
      return toHoneycomb('query-key');
    },
    destination: 'otlp',
    says: /may not send events/,
    advises: /Send Events.*ingest key/,
  },
  {
    what: 'an ingest key that may not create the dataset',
    environment: () => {
      honeycomb.keys.set(KEY, { ...ingestKey, api_key_access: { createDatasets: false } });
      return toHoneycomb();
    },
    destination: 'otlp',
    says: /knows the key, and refused the span \(HTTP 401\).*create datasets/,
    advises: /allow the key .*or make a dataset named as OTEL_SERVICE_NAME/,
  },
  {
    what: 'an OTLP endpoint where nothing listens',
    environment: async () => toCollector(`http://localhost:${await refusingPort()}`),
    destination: 'otlp',
    says: /nothing listens on localhost:\d+\/tcp \(ECONNREFUSED\)/,
    advises: /start what should listen .*OTEL_EXPORTER_OTLP_ENDPOINT/,
  },
  {
    what: 'localhost inside a container',
    environment: async () => ({ ...toCollector(`http://localhost:${await refusingPort()}`), container: 'podman' }),
    destination: 'otlp',
    says: /nothing listens on localhost/,
    advises: /inside a container localhost is the container itself: .*compose service's name/,
  },
  {
    what: "gRPC's port",
    environment: async () => toCollector(`http://127.0.0.1:${await grpcPort()}`),
    destination: 'otlp',
    says: /speaks gRPC \(HTTP\/2\), not OTLP\/HTTP/,
    advises: /OTEL_EXPORTER_OTLP_ENDPOINT .*4318/,
  },
  {
    what: 'the path of traces twice',
    environment: () => toCollector(`${otlp.url}/v1/traces`),
    destination: 'otlp',
    says: /HTTP 404/,
    advises: /\/v1\/traces\/v1\/traces has its path twice.*cut \/v1\/traces off/,
  },
  {
    what: "an endpoint of traces without the signal's path",
    environment: () => ({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: otlp.url }),
    destination: 'otlp',
    says: /HTTP 404/,
    advises: /OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is taken as it is: end it in .*\/v1\/traces/,
  },
  {
    what: 'a key that an endpoint other than Honeycomb refuses',
    environment: () => {
      otlp.answer({ status: 401, body: '{"error":"bad api token"}' });
      return { ...toCollector(otlp.url), OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20nonsense' };
    },
    destination: 'otlp',
    says: /HTTP 401/,
    advises: /check OTEL_EXPORTER_OTLP_HEADERS/,
  },
  {
    what: 'https:// where no TLS is spoken',
    environment: () => toCollector(otlp.url.replace('http:', 'https:')),
    destination: 'otlp',
    says: /does not speak TLS/,
    advises: /write http:\/\//,
  },
  {
    what: 'a web server instead of a receiver',
    environment: async () => {
      const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
      return toCollector((await flaky(page)).url);
    },
    destination: 'otlp',
    says: /answers with a web page/,
    advises: /correct host and port in OTEL_EXPORTER_OTLP_ENDPOINT/,
  },
  {
    what: 'gRPC asked for by name',
    environment: () => ({ ...toCollector(otlp.url), OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }),
    destination: 'boot',
    says: /OTEL_EXPORTER_OTLP_PROTOCOL: expected http\/protobuf/,
    advises: /correct OTEL_EXPORTER_OTLP_PROTOCOL/,
  },
  {
    what: 'a tracer that is switched off',
    environment: () => ({ ...toCollector(otlp.url), OTEL_SDK_DISABLED: 'true' }),
    destination: 'otlp',
    says: /OTEL_SDK_DISABLED is true: no span is recorded/,
    advises: /remove OTEL_SDK_DISABLED/,
  },
  {
    what: 'logs that are to go nowhere',
    environment: () => ({ OTEL_LOGS_EXPORTER: 'otlp' }),
    destination: 'otlp.logs',
    says: /OTEL_LOGS_EXPORTER is otlp and nothing names an endpoint/,
    advises: /set OTEL_EXPORTER_OTLP_ENDPOINT/,
  },
  {
    what: 'an X-Ray daemon that is not there',
    environment: async () => ({ AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${await refusingPort()}` }),
    destination: 'xray',
    says: /nothing listens on 127\.0\.0\.1:\d+\/udp \(ECONNREFUSED\)/,
    advises: /start the X-Ray daemon \(docker compose up -d xray-daemon\)/,
  },
  {
    what: "the daemon's name of compose outside of compose",
    environment: () => ({ AWS_XRAY_DAEMON_ADDRESS: 'no-such-xray-daemon:2000' }),
    destination: 'xray',
    says: /no-such-xray-daemon does not resolve/,
    advises: /only containers of its network know: here set AWS_XRAY_DAEMON_ADDRESS to localhost and publish port 2000/,
  },
  {
    what: 'a daemon that is in another network',
    environment: () => ({ AWS_XRAY_DAEMON_ADDRESS: 'no-such-xray-daemon:2000', container: 'podman' }),
    destination: 'xray',
    says: /no-such-xray-daemon does not resolve/,
    advises: /not in this container's network: start that service/,
  },
  {
    what: 'a daemon whose TCP side is not published',
    environment: async () => ({
      AWS_XRAY_DAEMON_ADDRESS: `udp:${xray.address} tcp:127.0.0.1:${await refusingPort()}`,
    }),
    destination: 'xray',
    says: /did not refuse a segment, but its TCP side does not answer/,
    advises: /-t 0\.0\.0\.0:\d+.*publish \d+\/tcp.*XRAY_SAMPLING=all/,
  },
  {
    what: 'a daemon without credentials',
    environment: async () => {
      const refusal = { status: 403, body: '{"message":"The security token included in the request is invalid."}' };
      return { AWS_XRAY_DAEMON_ADDRESS: `udp:${xray.address} tcp:127.0.0.1:${(await flaky(refusal)).port}` };
    },
    destination: 'xray',
    says: /X-Ray refuses what the daemon signs \(HTTP 403: The security token/,
    advises: /give the daemon working AWS credentials/,
  },
  {
    what: 'a daemon that cannot reach AWS',
    environment: () => {
      xray.samplingBehaviour = 'bad gateway';
      return { AWS_XRAY_DAEMON_ADDRESS: xray.address };
    },
    destination: 'xray',
    says: /its own way to AWS is closed \(HTTP 502/,
    advises: /give the daemon a way to xray\./,
  },
  {
    what: "a missing permission at X-Ray's own endpoint",
    environment: async () => {
      const { url } = await flaky({ status: 403, body: 'User is not authorized to perform: xray:PutTraceSegments' });
      return { ...cloudwatch.environment, XRAY_OTLP: 'on', AWS_ENDPOINT_URL_XRAY: url };
    },
    destination: 'xray.otlp',
    says: /HTTP 403/,
    advises: /need xray:PutTraceSegments/,
  },
  {
    what: "X-Ray's own endpoint without credentials",
    environment: () => ({ XRAY_OTLP: 'on', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_XRAY: otlp.url }),
    destination: 'xray.otlp',
    says: /cannot be signed, as no AWS credentials/,
    advises: /set AWS_ACCESS_KEY_ID/,
  },
  {
    what: 'a Rollbar token that is wrong',
    environment: () => ({ ...rollbar.environment, ROLLBAR_ACCESS_TOKEN: 'another-token' }),
    destination: 'rollbar',
    says: /HTTP 401: access token not found/,
    advises: /check ROLLBAR_ACCESS_TOKEN: .*post_server_item/,
  },
  {
    what: 'a Rollbar endpoint with a wrong path',
    environment: () => ({ ...rollbar.environment, ROLLBAR_ENDPOINT: rollbar.endpoint.replace('item/', '') }),
    destination: 'rollbar',
    says: /HTTP 404.*is no item API/,
    advises: /correct ROLLBAR_ENDPOINT: .*\/api\/1\/item\//,
  },
  {
    what: 'CloudWatch without credentials',
    environment: () => ({ ...toCloudWatch(), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }),
    destination: 'cloudwatch',
    says: /CredentialsProviderError/,
    advises: /Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine or task a role/,
  },
  {
    what: 'a permission that is missing',
    environment: () => {
      cloudwatch.answer((action) => (action === 'CreateLogGroup' ? { error: 'AccessDeniedException' } : undefined));
      return toCloudWatch();
    },
    destination: 'cloudwatch',
    says: /logs:CreateLogGroup: AccessDeniedException/,
    advises: /need the permission logs:CreateLogGroup/,
  },
  {
    what: 'a session that is over',
    environment: () => {
      cloudwatch.answer({ error: 'ExpiredTokenException' });
      return { ...toCloudWatch(), AWS_SESSION_TOKEN: 'a-session' };
    },
    destination: 'cloudwatch',
    says: /ExpiredTokenException/,
    advises: /AWS_SESSION_TOKEN has expired/,
  },
  {
    what: 'a region that is missing',
    environment: () => ({ ...toCloudWatch(), AWS_REGION: '' }),
    destination: 'cloudwatch',
    says: /Region is missing/,
    advises: /Set AWS_REGION/,
  },
  {
    what: "another program on the console's port",
    environment: async () => {
      const { url } = await flaky({ status: 200 });
      return { CONSOLE: 'on', CONSOLE_PORT: new URL(url).port };
    },
    destination: 'console',
    says: /is no console/,
    advises: /set CONSOLE_PORT to a free port/,
  },
  {
    what: 'a console of another token',
    environment: async () => {
      const { url } = await flaky({ status: 401, headers: { 'x-cruddur-console': '1' } });
      return { CONSOLE: 'on', CONSOLE_PORT: new URL(url).port, CONSOLE_TOKEN: canary('console') };
    },
    destination: 'console',
    says: /refuses the token/,
    advises: /set CONSOLE_TOKEN to the one/,
  },
  {
    what: 'a clock that is 17 minutes slow',
    environment: async () => {
      const date = new Date(Date.now() + 17 * 60_000).toUTCString();
      const { url } = await flaky({ status: 200, headers: { date }, body: '{"err":0,"result":{}}' });
      return { ...rollbar.environment, ROLLBAR_ENDPOINT: url };
    },
    destination: 'clock',
    says: /this machine is 17 minutes behind/,
    advises: /set it by NTP/,
  },
];

describe('npm run doctor', () => {
  it('proves each destination, by one trace id in all of them, and ends with 0', async () => {
    const environment = {
      ...toHoneycomb(),
      AWS_XRAY_DAEMON_ADDRESS: xray.address,
      ...rollbar.environment,
      ...toCloudWatch(),
      AWS_REGION: 'eu-west-1',
      OTEL_SERVICE_NAME: 'cruddur-test',
    };
    const report = await doctorReport(environment);
    expect(report).toMatchObject({ code: 0, ok: true });
    const states = report.findings.map(({ destination, state }) => `${destination} ${state}`);
    expect(states).toEqual(['otlp arrives', 'otlp.logs off', 'otlp.metrics off', 'xray arrives', 'xray.otlp off', 'rollbar arrives', 'cloudwatch arrives', 'console off']); // prettier-ignore
    expect(find(report, 'otlp').because).toMatch(/team "Boot Camp", environment "Test Env": an ingest key; .*span was accepted for dataset cruddur-test/); // prettier-ignore
    expect(find(report, 'xray').because).toMatch(/X-Ray in eu-central-1 answers through it with 1 sampling rule/);
    expect(find(report, 'xray').notes).toContainEqual(expect.stringMatching(/AWS_REGION is eu-west-1 and the daemon sends to eu-central-1/)); // prettier-ignore

    const [span] = honeycomb.spans;
    expect(honeycomb.exports.toSorted()).toEqual(['application/json', 'application/x-protobuf']);
    expect(span).toMatchObject({ name: 'doctor', resource: { attributes: { 'service.name': 'cruddur-test' } } });
    const traceId = span!.traceId;
    expect(find(report, 'otlp').notes).toContainEqual(`see it: https://ui.honeycomb.io/bootcamp/environments/test/datasets/cruddur-test/trace?trace_id=${traceId}`); // prettier-ignore
    expect(xray.invalid()).toEqual([]);
    expect(xray.segmentsOf(traceId)).toMatchObject([{ name: 'cruddur-test' }]);
    expect(rollbar.items()).toMatchObject([{ level: 'debug', custom: { trace_id: traceId } }]);
    expect(cloudwatch.lines('cruddur')).toMatchObject([{ level: 'debug', trace_id: traceId }]);
  });

  it.each(misconfigurations)('names $what', async ({ environment, options, destination, says, advises }) => {
    const report = await doctorReport(await environment(), options);
    expect(report).toMatchObject({ code: 1, ok: false });
    expect(JSON.stringify(report)).not.toContain('[redacted]');
    expect(report.findings.filter(({ state }) => state === 'fails')).toEqual([
      expect.objectContaining({
        destination,
        because: expect.stringMatching(says) as string,
        advice: expect.stringMatching(advises) as string,
      }),
    ]);
  }); // prettier-ignore

  it('says for each destination that is off what turns it on, and that a container does not see the laptop', async () => {
    const { code, lines } = await runDoctor({ container: 'podman', ROLLBAR_ENDPOINT: rollbar.endpoint });
    expect(code).toBe(0);
    expect(lines).toEqual([
      'otlp: off, HONEYCOMB_API_KEY or OTEL_EXPORTER_OTLP_ENDPOINT turns it on',
      'otlp.logs: off, OTEL_LOGS_EXPORTER=otlp turns it on, with an endpoint',
      'otlp.metrics: off, OTEL_EXPORTER_OTLP_ENDPOINT turns it on',
      'xray: off, AWS_XRAY_DAEMON_ADDRESS turns it on',
      'xray.otlp: off, XRAY_OTLP=on turns it on',
      'rollbar: off, ROLLBAR_ACCESS_TOKEN turns it on',
      '  note: ROLLBAR_ENDPOINT is set, and does nothing without ROLLBAR_ACCESS_TOKEN',
      'cloudwatch: off, CLOUDWATCH_LOG_GROUP turns it on',
      'console: off, CONSOLE=on turns it on',
      expect.stringMatching(/note: this is a container: .*a variable that is set on the laptop alone is off here/),
      'no destination is on',
    ]);
  });

  it('says of the console whether it is there, and that the service starts one where nobody is', async () => {
    const { url } = await flaky({ status: 200, headers: { 'x-cruddur-console': '1' } });
    const there = await doctorReport({ CONSOLE: 'on', CONSOLE_PORT: new URL(url).port });
    expect(find(there, 'console')).toMatchObject({ state: 'arrives', because: `a console answers on ${url}` });
    const port = String(await refusingPort());
    const { code, lines } = await runDoctor({ CONSOLE: 'on', CONSOLE_PORT: port });
    expect(code).toBe(0);
    expect(lines).toContainEqual(
      expect.stringMatching(/^console: ok, nobody listens .*: the service starts a console/),
    );
    expect(lines.at(-1)).toBe('data would arrive at all that are on: console');
  });

  it('tells where each variable was read from, and what does not get from the laptop into the container', async () => {
    const files = {
      '.env': `ROLLBAR_ACCESS_TOKEN=${rollbar.token}\nROLLBAR_ENDPOINT=http://127.0.0.1:1/\nROLLBAR_ENVIRONMENT=laptop\n`,
      'docker-compose.yml':
        'services:\n  backend:\n    environment:\n      ROLLBAR_ENDPOINT:\n      MY_ROLLBAR_ENVIRONMENT: 1\n',
    };
    const report = await doctorReport({ ROLLBAR_ACCESS_TOKEN: '', ROLLBAR_ENDPOINT: rollbar.endpoint }, { files });
    expect(report.code).toBe(0);
    expect(find(report, 'rollbar')).toMatchObject({
      because: expect.stringContaining('in environment laptop') as string,
      variables: [
        'ROLLBAR_ACCESS_TOKEN from .env',
        'ROLLBAR_ENDPOINT from the environment, where it hides another value in .env',
        'ROLLBAR_ENVIRONMENT from .env',
      ],
      notes: ['ROLLBAR_ACCESS_TOKEN', 'ROLLBAR_ENVIRONMENT'].map(
        (variable) => `docker-compose.yml does not hand ${variable} to the container: add it under environment`,
      ),
    });
  });

  it("keeps Honeycomb's key to Honeycomb, and says that another endpoint does not get it", async () => {
    const report = await doctorReport({ ...toCollector(otlp.url), HONEYCOMB_API_KEY: KEY });
    expect(report.code).toBe(0);
    expect(find(report, 'otlp').notes).toContainEqual(expect.stringMatching(/^HONEYCOMB_API_KEY goes to Honeycomb alone/)); // prettier-ignore
    expect(otlp.requests.map(({ path }) => path)).toEqual(['/v1/traces', '/v1/traces']);
    expect(JSON.stringify(otlp.requests.map(({ headers }) => headers))).not.toContain(KEY);
  });

  it('tries logs and metrics where they are on, each at its own place', async () => {
    const report = await doctorReport({ OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url, OTEL_LOGS_EXPORTER: 'otlp' });
    expect(report.code).toBe(0);
    expect(new Set(otlp.requests.map(({ path, status }) => `${path} ${status}`))).toEqual(
      new Set(['/v1/traces 200', '/v1/logs 200', '/v1/metrics 200']),
    );
  });

  it('waits five seconds for those that never answer, for all at once', async () => {
    const { url, port } = await flaky('black hole');
    const { code, lines, tookMs } = await runDoctor({
      ...toCollector(url),
      AWS_XRAY_DAEMON_ADDRESS: `udp:${xray.address} tcp:127.0.0.1:${port}`,
      ROLLBAR_ACCESS_TOKEN: 'a-token',
      ROLLBAR_ENDPOINT: url,
      ...toCloudWatch(),
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
    });
    expect(code).toBe(1);
    expect(lines.filter((line) => /: WRONG, .*no answer from 127\.0\.0\.1:\d+ in time/.test(line))).toHaveLength(4);
    expect(lines.at(-1)).toBe('not everything would arrive: otlp, xray, rollbar, cloudwatch');
    expect(tookMs).toBeGreaterThan(4_500);
    // One after the other would be four times five seconds.
    expect(tookMs).toBeLessThan(20_000);
  });
});

describe('what the doctor prints', () => {
  it('holds no secret, though everybody echoes what they were sent', async () => {
    const echo = await EchoServer.start();
    others.push(() => echo.stop());
    const { host } = new URL(echo.url);
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${canary('user')}:${canary('p%40ss')}@${host}/?api_key=${canary('query')}`,
      OTEL_EXPORTER_OTLP_HEADERS: `x-honeycomb-team=${canary('team')},authorization=Bearer%20${canary('bearer')},x-other=${canary('other')}`,
      HONEYCOMB_API_ENDPOINTS: echo.url,
      HONEYCOMB_API_KEY: canary('unused'),
      ROLLBAR_ACCESS_TOKEN: canary('rollbar'),
      ROLLBAR_ENDPOINT: `http://${host}/api/1/item/?access_token=${canary('in-url')}`,
      AWS_XRAY_DAEMON_ADDRESS: `udp:${xray.address} tcp:${host}`,
      CLOUDWATCH_LOG_GROUP: 'cruddur',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: canary('access-key-id'),
      AWS_SECRET_ACCESS_KEY: canary('secret-access-key'),
      AWS_SESSION_TOKEN: canary('session'),
      AWS_ENDPOINT_URL: echo.url,
      XRAY_OTLP: 'on',
    };
    for (const [status, json] of [[401, true], [401, false], [400, false], [500, false], [200, false]] as const) {
      echo.status = status;
      const { written } = await runDoctor(environment, { json });
      expect(written).toMatch(/otlp.*xray.*rollbar.*cloudwatch/s);
      expect(/\S*(?:canary-|Y2FuYXJ5|p@ss)\S*/.exec(written)).toBeNull();
    } // prettier-ignore
    const sent = echo.seen.join('\n');
    for (const name of ['team', 'other', 'rollbar', 'access-key-id', 'session', 'query', 'in-url'])
      expect(sent).toContain(canary(name));
  }, 180_000);
});
