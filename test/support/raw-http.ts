import { connect, type Socket } from 'node:net';

/** Writes `text` to the server as it stands and gives all that comes back until the connection ends or `until` matches. */
export async function rawHttp(url: string, text: string, until?: RegExp): Promise<string> {
  const socket = openSocket(url);
  socket.write(text);
  let received = '';
  try {
    for await (const chunk of socket) {
      received += String(chunk);
      if (until?.test(received)) break;
    }
  } finally {
    socket.destroy();
  }
  return received;
}

export function openSocket(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port) });
}

/** A GET as text, for pipelining and for headers that clients refuse to send. */
export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ Host: 'cruddur.example', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
