// https://docs.sentry.io/platforms/javascript/guides/node/install/esm/
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });
