import { describeSinkContract } from './support/sink-contract.js';
import { RunningXRay } from './support/xray-destination.js';

describeSinkContract('xray', {
  sink: 'xray',
  transport: 'udp',
  start: (to, delivery) => {
    const xray = new RunningXRay({ AWS_XRAY_DAEMON_ADDRESS: `${to.host}:${to.port}`, XRAY_SAMPLING: 'all' }, delivery);
    return {
      emit: (count) => {
        for (let number = 0; number < count; number += 1) xray.end(xray.requestSpan());
      },
      emitHostile: () => {
        const cyclic: Record<string, unknown> = {};
        cyclic['self'] = cyclic;
        const attributes = {
          cyclic,
          big: 1n,
          nan: Number.NaN,
          symbol: Symbol('s'),
          half: '\ud800',
          long: 'x'.repeat(100_000),
          get boom(): string {
            throw new Error('a getter that throws');
          },
        };
        xray.end(xray.requestSpan({ attributes: attributes as never, name: '\u0000\ud800' }));
      },
    };
  },
});
