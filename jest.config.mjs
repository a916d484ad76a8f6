import { availableParallelism } from 'node:os';

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** Server, libraries and end-to-end suites; the web app has a project of its own. */
const server = {
  displayName: 'server',
  testEnvironment: 'node',
  rootDir: '.',
  roots: [
    '<rootDir>/apps/api',
    '<rootDir>/apps/liverc-simulator',
    '<rootDir>/apps/web/worker',
    '<rootDir>/libs',
    '<rootDir>/test',
    '<rootDir>/scripts',
  ],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^@trackside/simulator$': '<rootDir>/apps/liverc-simulator/src/index.ts',
    '^@trackside/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: [
    '<rootDir>/test/setup/no-outside-network.mjs',
    '<rootDir>/test/setup/first-nest.mjs',
  ],
  globalSetup: '<rootDir>/test/setup/postgres.mjs',
  globalTeardown: '<rootDir>/test/setup/postgres-stop.mjs',
};

export default {
  // Suites wait, for time-outs of theirs and for processes that they start; but these reckon, too.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: '<rootDir>/test/setup/slowest-first.mjs',
  // There for what hangs: suites start processes and databases, on machines with two slow and busy cores.
  testTimeout: 180_000,
  projects: [server, '<rootDir>/apps/web/jest.config.mjs'],
};
