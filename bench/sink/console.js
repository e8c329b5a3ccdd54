const ABOUT = '/api/about';
const LEASE = '/api/owners';

/** What a service asks of the telemetry console besides taking OTLP. */
export const isForConsole = ({ url }) => url === ABOUT || url === LEASE;

/** A lease stays open. */
export function answerAsConsole({ url }, response) {
  response.writeHead(200, { 'x-cruddur-console': '1' });
  if (url === LEASE) response.flushHeaders();
  else response.end('{}');
}
