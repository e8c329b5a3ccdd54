import { describeSinkContract } from '../support/sink-contract.js';
import { HttpProtocol } from './http-protocol.js';

describeSinkContract('the plainest sink there can be', {
  sink: 'plain',
  transport: 'http',
  start: ({ url }, delivery) => {
    const limits = { attemptTimeoutMs: 10_000 };
    const queue = delivery.openQueue({ sink: 'plain', destination: url, protocol: new HttpProtocol(url, { limits }) });
    const add = () => {
      queue.accounts.record(1);
      queue.add({ bytes: Buffer.from('{}'), items: 1 });
    };
    return { emit: (count) => Array.from({ length: count }).forEach(add) };
  },
});
