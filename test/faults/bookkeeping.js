import { SINKS, tracedItems } from './trial.js';

/**
 * What one service says of its items, sink by sink, beside what its destinations and its clients know:
 *
 * - `off`: recorded, less all that it says became of them; 0 or the accounts are wrong
 * - `unacknowledged`: what it calls delivered and the destination never acknowledged. The other way round there is no fault:
 *   an answer may come when its attempt was given up, and the items go again.
 * - `unrecorded`: items that answered requests must have made and that it never counted
 * - `twice`: items that the destination has more than once; `never`: those of answered requests that it does not have
 * - `silent`: of `never`, those that are neither pending nor dropped
 */
export function bookkeeping(accounts, arrived, expected) {
  return Object.fromEntries(
    SINKS.map((sink) => {
      const { recorded, delivered, pending, dropped } = accounts?.[sink] ?? NOTHING;
      const lost = Object.values(dropped).reduce((sum, items) => sum + items, 0);
      const never = Math.max(0, expected[sink] - tracedItems(arrived[sink]));
      return [
        sink,
        {
          recorded,
          delivered,
          pending,
          dropped,
          off: recorded - delivered - pending - lost,
          unacknowledged: sink === 'xray' ? 0 : Math.max(0, delivered - arrived[sink].acknowledged),
          unrecorded: Math.max(0, expected[sink] - recorded),
          twice: arrived[sink].twice,
          never,
          silent: Math.max(0, never - pending - lost - (sink === 'xray' ? overflow(arrived) : 0)),
        },
      ];
    }),
  );
}

const NOTHING = { recorded: Number.NaN, delivered: 0, pending: 0, dropped: {} };

/** What the stand-in's socket lost was delivered as far as anybody can know; at most this many spans a datagram. */
function overflow({ overflowed, xray }) {
  const perTrace = Math.max(0, ...Object.entries(xray.byTrace).map(([, items]) => items));
  return overflowed * perTrace;
}
