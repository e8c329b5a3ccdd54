import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'dotenv';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Completes `environment` from the `.env` file at `path`, in place: what the environment says wins, and an empty value
 * counts as absent in both, so that `KEY=` in a compose file does not hide a key in `.env`, nor turn anything on.
 */
export function loadEnvironment(environment: NodeJS.ProcessEnv = process.env, path = '.env'): Environment {
  const file = existsSync(path) ? parse(readFileSync(path)) : {};
  for (const [name, value] of Object.entries(file)) if (!environment[name]?.trim()) environment[name] = value;
  for (const [name, value] of Object.entries(environment)) if (!value?.trim()) delete environment[name];
  return environment;
}
