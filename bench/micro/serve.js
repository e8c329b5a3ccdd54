import { channel } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

const started = channel('http.server.request.start');

class Connection extends Socket {
  get remoteAddress() {
    return '127.0.0.1';
  }

  get remotePort() {
    return 45_678;
  }
}

/** What Node makes of a request and says of it, from its head to its end, without a byte on any wire. */
export function serve() {
  const socket = new Connection();
  return () => {
    const request = Object.assign(new IncomingMessage(socket), { method: 'GET', url: '/api/activities/home', httpVersion: '1.1' }); // prettier-ignore
    request.headers = { host: '127.0.0.1:4567', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' };
    const response = new ServerResponse(request);
    started.publish({ request, response, socket });
    Object.assign(request, { route: { path: '/api/activities/home' } }); // as Express does
    response.setHeader('content-length', '1234');
    Object.defineProperty(response, 'writableFinished', { value: true });
    response.emit('close');
    request.emit('close');
  };
}
