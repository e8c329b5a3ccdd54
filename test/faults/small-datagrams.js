// Loaded into a service with --import: a system whose network takes no datagram above 2,048 bytes, as macOS takes none above 9,216.
import { Socket } from 'node:dgram';

const MAX_BYTES = 2_048;
const { send } = Socket.prototype;

Socket.prototype.send = function (bytes, ...rest) {
  if (bytes.length <= MAX_BYTES) {
    send.call(this, bytes, ...rest);
    return;
  }
  const error = Object.assign(new Error('send EMSGSIZE'), { code: 'EMSGSIZE', errno: -90, syscall: 'send' });
  process.nextTick(rest.at(-1), error);
};
