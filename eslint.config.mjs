import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/test/**'];
const NODE_GLOBALS = Object.fromEntries(
  ['AbortController', 'AbortSignal', 'Buffer', 'URL', 'clearInterval', 'clearTimeout', 'console']
    .concat(['fetch', 'globalThis', 'performance', 'process', 'setInterval', 'setTimeout'])
    .map((name) => [name, 'readonly']),
);
const TEST_GLOBALS = Object.fromEntries(
  ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'test'].map(
    (name) => [name, 'readonly'],
  ),
);

/** Sizes that one person can hold in mind; a longer file or function has a second reason to exist. */
const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
};

/** A test that runs alone hides all the others; one that is switched off hides itself. */
const focusedTests = {
  'no-restricted-properties': [
    'error',
    ...['describe', 'it', 'test'].map((object) => ({
      object,
      property: 'only',
      message: 'It hides every other test.',
    })),
  ],
  'no-restricted-globals': ['error', 'fdescribe', 'fit', 'xdescribe', 'xit', 'xtest'],
};

/** What a JSON answer is asked with is the same everywhere; streams and those who leave are not it. */
const SUITES_OF_STREAMS = ['job-stream', 'much-practice', 'stream-clients'];
const jsonSuites = {
  'no-restricted-globals': [
    ...focusedTests['no-restricted-globals'],
    {
      name: 'fetch',
      message: "Ask with the fixture's agent, or get and post of support/requests.",
    },
  ],
};

/** A browser case waits for facts, and says with `expect` what it has seen. */
const sleepingBrowserCases = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'MemberExpression[property.name="waitForTimeout"]',
      message: 'Wait for a fact: expect(…).toBeShown(), toBeGone(), toBeAt() or toBecome().',
    },
    {
      selector: 'MemberExpression[property.name=/^waitFor(URL)?$/]',
      message: 'Say it with expect(…).toBeShown(), toBeGone() or toBeAt().',
    },
    {
      selector: 'CallExpression[callee.name="it"]:not(:has(CallExpression[callee.name="expect"]))',
      message: 'A case asserts with expect.',
    },
  ],
};

/** No text of somebody else may make an expression try again and again. */
const expressions = {
  files: ['apps/**', 'libs/**', 'scripts/**'].flatMap((folder) =>
    ['ts', 'mjs', 'js'].map((ending) => `${folder}/*.${ending}`),
  ),
  ignores: SPECS,
  plugins: { regexp },
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  },
};

const typescriptRules = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

/** Nest's injection and class-validator need the classes at run time, not only their types. */
const decorated = { '@typescript-eslint/consistent-type-imports': 'off' };

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.angular/', '.runtime/', '.data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  expressions,
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.mts'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...NODE_GLOBALS, module: 'writable' } },
    rules: sizes,
  },
  {
    files: ['apps/api/**/*.ts', 'apps/liverc-simulator/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      ...sizes,
      ...typescriptRules,
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="process"][property.name="env"]',
          message: 'The environment is read in apps/api/src/config.ts alone.',
        },
      ],
    },
  },
  {
    files: ['apps/api/src/**/*.ts', 'libs/*/src/**/*.{module,entity,dto,controller}.ts'],
    rules: decorated,
  },
  {
    // A migration is as long as its SQL.
    files: ['libs/*/src/migrations/**/*.ts', 'libs/*/src/storage/migrations.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Where it is handed to the one who reads it, what PostgreSQL inherits, and tests.
    files: ['apps/api/src/{main,config}.ts', 'libs/embedded-postgres/src/cluster.ts', ...SPECS],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/web/**/*.ts'],
    extends: [
      js.configs.recommended,
      ...tseslint.configs.recommended,
      ...angular.configs.tsRecommended,
    ],
    processor: angular.processInlineTemplates,
    languageOptions: { parserOptions: { project: './apps/web/tsconfig.spec.json' } },
    rules: {
      ...sizes,
      ...typescriptRules,
      ...decorated,
      'no-console': ['error', { allow: ['error'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
    },
  },
  {
    files: ['apps/web/worker/*.ts'],
    languageOptions: { parserOptions: { project: './apps/web/worker/tsconfig.json' } },
  },
  {
    files: ['apps/web/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    files: SPECS,
    languageOptions: { globals: TEST_GLOBALS },
    rules: {
      ...focusedTests,
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['test/e2e/*.e2e-spec.ts'],
    ignores: SUITES_OF_STREAMS.map((name) => `test/e2e/${name}.e2e-spec.ts`),
    rules: jsonSuites,
  },
  { files: ['test/browser/**/*.spec.ts'], rules: sleepingBrowserCases },
);
