import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** TLS before the sink, for agents that speak nothing else; undefined where there is no openssl to make a certificate. */
export async function startTlsFront(sinkPort) {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-bench-tls-'));
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = spawnSync('openssl', [...request, ...names, '-keyout', key, '-out', certificate]);
  if (made.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (client) => {
    const sink = connect(sinkPort, '127.0.0.1');
    client.pipe(sink).pipe(client);
    client.on('error', () => sink.destroy());
    sink.on('error', () => client.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    certificate,
    stop: () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
