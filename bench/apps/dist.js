import module from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The build under measurement. */
export const fromDist = (file) => import(pathToFileURL(resolve(process.env.BENCH_DIST ?? 'dist', file)).href);

/** As the service does it itself; absent before Node 22.8. */
export const { enableCompileCache } = module;
