import { Diagnosis } from '../diagnosis.js';
import { describeTarget, type Target } from './target.js';

const UNKNOWN_AUTHORITY = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];
const NO_TLS = ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];

/** What OpenSSL's codes mean for the one who configured the address. */
export function explainTls(code: string, target: Target): Diagnosis | undefined {
  const where = describeTarget(target);
  const { variable } = target;
  if (UNKNOWN_AUTHORITY.includes(code))
    return new Diagnosis(
      `the certificate of ${where} is signed by nobody this machine trusts (${code})`,
      `set NODE_EXTRA_CA_CERTS to the file of its authority, in the environment (.env is read too late for it)`,
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new Diagnosis(
      `the certificate of ${where} is for another name (${code})`,
      `use the name of the certificate in ${variable}`,
    );
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return new Diagnosis(
      `the certificate of ${where} is not valid today (${code})`,
      `renew it, or look at this machine's clock`,
    );
  if (target.scheme !== 'https' || !NO_TLS.includes(code)) return undefined;
  return new Diagnosis(`${where} does not speak TLS (${code})`, `write http:// in ${variable}, or the port that does`);
}
