import type { INestApplication } from '@nestjs/common';
import helmet from 'helmet';
import { cors } from './cors.middleware.js';
import { httpConfig, type HttpConfig } from './http.config.js';
import { jsonBody } from './json-body.middleware.js';
import { limitServer } from './limit-server.js';
import { StrictExpressAdapter } from './strict-express.adapter.js';

/** Gives an application that was created with createExpressAdapter its way with HTTP. To be called before `init`. */
export function configureHttp(app: INestApplication): void {
  const adapter = app.getHttpAdapter();
  if (!(adapter instanceof StrictExpressAdapter)) throw new TypeError('expected the adapter of createExpressAdapter()');
  const config = app.get<HttpConfig>(httpConfig.KEY, { strict: false });
  limitServer(app.getHttpServer());
  app.use(
    helmet({
      // The default would make browsers fetch the parts of /docs by https, which this service does not speak itself.
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );
  app.use('/api', cors(config));
  app.use(jsonBody(adapter.routes)); // after CORS, so that a page can read why its body was refused
}
