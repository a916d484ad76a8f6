// The tests that need Chromium. They start the product themselves, on ports and folders of their
// own, and drive it with playwright-core. Two at a time: more would starve each other.
import base from '../../jest.config.mjs';

const server = base.projects.find(({ displayName }) => displayName === 'server');

export default {
  ...server,
  displayName: 'browser',
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  setupFilesAfterEnv: ['<rootDir>/test/browser/matchers.ts'],
  testTimeout: 120_000,
  maxWorkers: 2,
};
