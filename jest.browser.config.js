import base from './jest.config.js';

/** The console's page in a real Chromium: `npm run test:browser`. CHROMIUM_PATH says where it is, where it is not Debian's. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.browser-spec.ts'],
  globalSetup: './test/browser/support/find-chromium.js',
  testTimeout: 120_000,
  maxWorkers: 1,
};
