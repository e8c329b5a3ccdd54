import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two certificates for 127.0.0.1 that nobody signed: `right`, which a service trusts that is started with
 * NODE_EXTRA_CA_CERTS of its file, and `wrong`. Undefined where openssl is not to be had.
 */
export function makeCertificates(folder) {
  try {
    return { right: make(folder, 'right'), wrong: make(folder, 'wrong') };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function make(folder, name) {
  const [key, cert] = ['key', 'cert'].map((kind) => join(folder, `${name}-${kind}.pem`));
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const whom = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...what, ...whom, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert };
}
