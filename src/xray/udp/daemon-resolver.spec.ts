import { DaemonResolver } from './daemon-resolver.js';

const V6 = { address: '::1', family: 6 };
const V4 = { address: '127.0.0.1', family: 4 };

describe("the daemon's addresses", () => {
  it('are asked for once in thirty seconds, and again after trouble', async () => {
    const asked: string[] = [];
    const time = { ms: 0 };
    const resolve = (host: string) => Promise.resolve([V4]).finally(() => asked.push(host));
    const resolver = new DaemonResolver('xray-daemon', resolve, () => time.ms);
    await resolver.addresses();
    time.ms = 29_999;
    await resolver.addresses();
    expect(asked).toHaveLength(1);
    time.ms = 30_000;
    await resolver.addresses();
    expect(asked).toHaveLength(2);
    resolver.forget();
    expect(await resolver.addresses()).toEqual([V4]);
    expect(asked).toEqual(['xray-daemon', 'xray-daemon', 'xray-daemon']);
  });

  it('begin with the one that last took anything', async () => {
    const resolver = new DaemonResolver('localhost', () => Promise.resolve([V6, V4]));
    expect(await resolver.addresses()).toEqual([V6, V4]);
    resolver.prefer(V4);
    expect(await resolver.addresses()).toEqual([V4, V6]);
  });

  it('may be none now and one later', async () => {
    const answers = [Promise.reject(new Error('ENOTFOUND')), Promise.resolve([]), Promise.resolve([V4])];
    const resolver = new DaemonResolver('xray-daemon', () => answers.shift()!);
    await expect(resolver.addresses()).rejects.toThrow('ENOTFOUND');
    await expect(resolver.addresses()).rejects.toThrow('xray-daemon has no address');
    await expect(resolver.addresses()).resolves.toEqual([V4]);
  });
});
