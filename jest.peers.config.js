import base from './jest.config.js';

/** The suite against real programs, which `test/peers/install` brings: `npm run test:peers`. */
export default {
  ...base,
  roots: ['<rootDir>/test/peers'],
  testMatch: ['**/*.peer-spec.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
