// https://www.elastic.co/guide/en/apm/agent/nodejs/current/esm.html
import { register } from 'node:module';

register('elastic-apm-node/loader.mjs', import.meta.url);
await import('elastic-apm-node/start.js');
