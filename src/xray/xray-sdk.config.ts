import { createRequire } from 'node:module';

type XRaySdk = typeof import('aws-xray-sdk-core');

/**
 * Loads aws-xray-sdk-core, which takes 45 ms and more: only what needs it calls this, when it needs it. Manual mode has to
 * stand in the environment before the package is read; its automatic mode hooks every asynchronous call of the process.
 */
export function loadXRaySdk(): XRaySdk {
  process.env.AWS_XRAY_MANUAL_MODE = '1';
  return createRequire(import.meta.url)('aws-xray-sdk-core') as XRaySdk;
}
