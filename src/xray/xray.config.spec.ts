import { ConfigError } from '../config/index.js';
import { xrayConfig } from './xray.config.js';

const daemonOf = (AWS_XRAY_DAEMON_ADDRESS: string) => xrayConfig.from({ AWS_XRAY_DAEMON_ADDRESS }).daemon;
const samplingOf = (XRAY_SAMPLING: string) => xrayConfig.from({ XRAY_SAMPLING }).sampling;

describe("X-Ray's configuration", () => {
  it('is off, with central rules, where nothing is said', () => {
    expect(xrayConfig.from({ AWS_XRAY_DAEMON_ADDRESS: ' ' })).toEqual({
      daemon: undefined,
      hostPattern: undefined,
      tracingName: undefined,
      sampling: { kind: 'rules' },
      logGroupNames: [],
    });
  });

  it.each([
    ['xray-daemon:2000', 'xray-daemon', 2000, 'xray-daemon', 2000],
    ['127.0.0.1:3000', '127.0.0.1', 3000, '127.0.0.1', 3000],
    ['[::1]:2000', '::1', 2000, '::1', 2000],
    ['tcp:rules:2001 udp:segments:2000', 'segments', 2000, 'rules', 2001],
    [' udp:10.0.0.1:2000   tcp:[fe80::1]:2001 ', '10.0.0.1', 2000, 'fe80::1', 2001],
  ])('reads the address %s', (text, udpHost, udpPort, tcpHost, tcpPort) => {
    expect(daemonOf(text)).toEqual({ udp: { host: udpHost, port: udpPort }, tcp: { host: tcpHost, port: tcpPort } });
  });

  it.each([
    ['rules', { kind: 'rules' }],
    ['all', { kind: 'all' }],
    ['reservoir=5,rate=0.1', { kind: 'reservoir', reservoir: 5, rate: 0.1 }],
    ['reservoir=0, rate=1', { kind: 'reservoir', reservoir: 0, rate: 1 }],
    ['reservoir=10,rate=.25', { kind: 'reservoir', reservoir: 10, rate: 0.25 }],
  ])('reads the sampling %s', (text, sampling) => {
    expect(samplingOf(text)).toEqual(sampling);
  });

  it.each([
    ['AWS_XRAY_DAEMON_ADDRESS', 'xray-daemon'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'xray-daemon:70000'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'http://xray-daemon:2000'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'udp:xray-daemon:2000'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'udp:a:1 udp:b:2'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'tcp:a:1 udp:b:2 tcp:c:3'],
    ['XRAY_SAMPLING', 'none'],
    ['XRAY_SAMPLING', 'reservoir=5'],
    ['XRAY_SAMPLING', 'reservoir=5,rate=1.5'],
    ['XRAY_SAMPLING', 'reservoir=-1,rate=0.5'],
  ])('refuses %s=%s, naming what was expected and not what was given', (variable, value) => {
    let error: unknown;
    try {
      xrayConfig.from({ [variable]: value });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(variable === 'XRAY_SAMPLING' ? /rules, all, or reservoir=N,rate=R/ : /host:port/);
    expect(String(error)).not.toContain(value);
  });
});
