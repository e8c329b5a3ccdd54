import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import type { Environment } from '../config/read-variables.js';

/** The environment, completed by `.env` as the service does: what the environment says wins, and empty is absent in both. */
export function readEnvironment(path = '.env'): Environment {
  const file = existsSync(path) ? parse(readFileSync(path)) : {};
  const given = Object.entries(process.env).filter(([, value]) => value?.trim());
  return { ...file, ...Object.fromEntries(given) };
}
