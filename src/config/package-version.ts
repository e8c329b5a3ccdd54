import { readFileSync } from 'node:fs';

/** The version in this project's package.json, two folders above this file in src/ and in dist/ alike. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
