const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];

/** Nest 12 is ESM only: its packages are transformed with ours, so that jest runs without flags on Node 20 and later (docs/adr). */
export default {
  testEnvironment: 'node',
  // What hangs fails by this; whatever is merely slow, as on a busy machine, does not.
  testTimeout: 60_000,
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/console'],
  modulePathIgnorePatterns: ['<rootDir>/console/dist'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  globalSetup: './test/support/build-app.js',
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc, '^.+\\.m?js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/)'],
};
