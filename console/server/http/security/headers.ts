import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { CONSOLE_HEADER } from '../../lifecycle/console-header.js';

/**
 * The page runs its own files only: nothing inline, nothing from elsewhere, in nobody's frame. Telemetry is shown as text; were
 * some of it ever taken for markup, this is why it would not run.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // It speaks HTTP on the loopback; what a proxy in front speaks is the proxy's to say.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

export const nameItself: RequestHandler = (_request, response, next) => {
  response.set(CONSOLE_HEADER, '1');
  next();
};
