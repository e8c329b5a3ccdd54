import { hostNameOf, isAnyAddress, pageUrlOf } from './host-url.js';

describe("a console's address", () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', 'http://127.0.0.1:4568'],
    ['127.0.0.2', '127.0.0.2', 'http://127.0.0.2:4568'],
    ['My-Machine', 'my-machine', 'http://My-Machine:4568'],
    ['::1', '[::1]', 'http://[::1]:4568'],
    ['0:0:0:0:0:0:0:1', '[::1]', 'http://[0:0:0:0:0:0:0:1]:4568'],
    ['0.0.0.0', '0.0.0.0', 'http://localhost:4568'],
    ['::', '[::]', 'http://localhost:4568'],
    ['::0', '[::]', 'http://localhost:4568'],
  ])('%s is sent as %s by a browser that opens %s', (host, name, url) => {
    expect([hostNameOf(host), pageUrlOf(host, 4568)]).toEqual([name, url]);
    expect(isAnyAddress(host)).toBe(url.includes('localhost'));
  });
});
