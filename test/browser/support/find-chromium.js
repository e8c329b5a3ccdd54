import { accessSync, constants } from 'node:fs';

/** Before any test: a browser that is missing is said once, and how to get it. */
export default function findChromium() {
  process.env.CHROMIUM_PATH ??= '/usr/bin/chromium';
  try {
    accessSync(process.env.CHROMIUM_PATH, constants.X_OK);
  } catch (error) {
    const how = 'install it (`apt-get install chromium`), or set CHROMIUM_PATH to where it is';
    throw new Error(`The browser tests need Chromium, and ${process.env.CHROMIUM_PATH} is none: ${how}.`, {
      cause: error,
    });
  }
}
