// Loaded into a service with --import: a request with the header `x-fault: crash` throws where nobody catches.
import { subscribe } from 'node:diagnostics_channel';

subscribe('http.server.request.start', ({ request }) => {
  if (request.headers['x-fault'] !== 'crash') return;
  setTimeout(() => {
    throw new Error('a crash on purpose');
  }, 5);
});
