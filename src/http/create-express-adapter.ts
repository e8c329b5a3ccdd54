import express from 'express';
import { StrictExpressAdapter } from './strict-express.adapter.js';

/**
 * The adapter to create the application with. The settings are made on the instance before Nest gets it, because the
 * router reads them once, when the first middleware is added.
 */
export function createExpressAdapter(): StrictExpressAdapter {
  const instance = express();
  instance.enable('strict routing');
  instance.enable('case sensitive routing');
  instance.disable('x-powered-by');
  // Every body carries times of its own: a tag would be computed for nothing and never match.
  instance.disable('etag');
  return new StrictExpressAdapter(instance);
}
