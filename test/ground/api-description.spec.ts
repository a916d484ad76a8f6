import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  contentsOf,
  type Description,
  type Operation,
  operationsOf,
  schemaChecks,
} from '../e2e/support/api-description.js';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/server/apps/api/src/api-description.js');
const STALE = 'docs/openapi.json is not what the code says. Write it anew: npm run openapi';

/** What every route can answer, and what those can that are sent a body. */
const OF_ALL = ['400', '401', '403', '429', '500', '503', 'default'];
const OF_BODIES = ['413', '415'];

/** What else a route answers. An `operationId` is a name in programs of others: it stays. */
const OWN_STATUSES: Record<string, string> = {
  listTracks: '200 304',
  syncTracks: '200 502 504',
  getTrack: '200 304 404',
  addFavouriteTrack: '200 404',
  removeFavouriteTrack: '200 404',
  searchEvents: '200 304 404',
  discoverEvents: '200 404 409 502 504',
  getEvent: '200 304 404',
  listEventRaces: '200 304 404',
  listEventEntries: '200 304 404',
  listEventRankings: '200 304 404',
  listEventChanges: '200 304 404',
  exportEvent: '200 404',
  getRace: '200 304 404',
  listRaceLaps: '200 304 404',
  exportRace: '200 404',
  importEvents: '200 404 409 502 504',
  discoverPracticeMonth: '200 404 409 502 504',
  discoverPracticeDays: '200 404 409 502 504',
  streamPracticeDays: '200 404',
  followRunningDay: '200 404',
  importPracticeDay: '200 201 404 409 502 504',
  importPracticeDays: '202 404 409',
  searchPracticeDays: '200 304 404',
  getPracticeDay: '200 304 404',
  listPracticeDaySessions: '200 304 404',
  listSessionLaps: '200 304 404',
  listPracticeDayChanges: '200 304 404',
  getDriver: '200 304 404',
  getPracticeSessions: '200 304 404',
  listTrackDrivers: '200 304 404',
  followDiscovery: '200 404',
  getJob: '200 404',
  cancelJob: '200 404',
  followJob: '200 404',
  exportPracticeDay: '200 404',
  exportDriver: '200 404',
  exportSearch: '200 404',
  listApiKeys: '200',
  createApiKey: '201 409',
  revokeApiKey: '200 404',
  listSignInMethods: '200',
  setUpAccount: '201 409',
  signIn: '200 409',
  beginOpenIdConnect: '200 409',
  getSession: '200',
  signOut: '200',
  changePassword: '200 409',
  getMe: '200',
  deleteMe: '200 409',
  listUsers: '200',
  inviteUser: '201 409',
  deleteUser: '200 404 409',
  getStatus: '200',
  switchLiverc: '200 409',
};

describe('the description of the API', () => {
  let description: Description;
  let operations: Operation[];

  beforeAll(async () => {
    if (!existsSync(BUILT)) throw new Error('build the server first: npm run build');
    const print = [join(ROOT, 'scripts/openapi/write.mjs'), '--print'];
    const { stdout } = await promisify(execFile)(process.execPath, print, { maxBuffer: 2 ** 24 });
    description = JSON.parse(stdout) as Description;
    operations = operationsOf(description);
  });

  it('is the one in docs', async () => {
    const kept = JSON.parse(await readFile(join(ROOT, 'docs/openapi.json'), 'utf8')) as Description;
    const isKept = JSON.stringify(kept) === JSON.stringify(description);

    expect(isKept ? 'as the code says' : STALE).toBe('as the code says');
  });

  it('gives each operation a name of its own', () => {
    const names = operations.map(({ operationId }) => operationId);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:[A-Z][a-z]+)*$/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(Object.keys(OWN_STATUSES)));
  });

  it('names every status that a route can answer', () => {
    const own = operations.map(({ method, operationId, responses }) => {
      const common = method === 'get' ? OF_ALL : [...OF_ALL, ...OF_BODIES];
      const statuses = Object.keys(responses);
      expect([operationId, statuses]).toEqual([operationId, expect.arrayContaining(common)]);
      return [operationId, statuses.filter((status) => !common.includes(status)).join(' ')];
    });

    expect(Object.fromEntries(own)).toMatchObject(OWN_STATUSES);
  });

  it('shows each failure in both forms, one example for each code', () => {
    const responses = Object.values(description.components.responses);
    const codes = responses.map(({ content = {} }) => {
      const [envelopes, problems] = ['application/json', 'application/problem+json'].map((type) =>
        Object.keys(content[type]!.examples ?? {}),
      );
      expect(problems).toEqual(envelopes);
      return envelopes;
    });

    // A wrong method is no operation: it stands in the words at the beginning.
    expect(description.info.description).toContain('METHOD_NOT_ALLOWED');
    expect(codes.flat()).toEqual(expect.arrayContaining(['VALIDATION_ERROR', 'LIVERC_TIMEOUT']));
  });

  it('shows an example of every answer and body, and each is valid', () => {
    const checks = schemaChecks(description);
    const contents = operations.flatMap((operation) => contentsOf(description, operation));
    for (const { place, type, content } of contents) {
      if (!type.includes('json') && type !== 'text/event-stream') continue;
      const named = Object.values(content.examples ?? {}).map(({ value }) => value);
      const examples = content.example === undefined ? named : [content.example, ...named];

      expect([place, examples.length]).not.toEqual([place, 0]);
      for (const example of examples) {
        // A download's lines are text.
        if (typeof example === 'string') continue;
        expect([place, checks.errorsOf(content.schema, example)]).toEqual([place, []]);
      }
    }
  });

  it('shows an example at the schema of every record of a stream', () => {
    const checks = schemaChecks(description);
    const records = contentsOf(description, ...operations)
      .filter(({ type }) => type === 'text/event-stream')
      .flatMap(({ content }) => content.schema.oneOf!.map(({ $ref }) => $ref!.split('/').at(-1)!));

    expect(new Set(records).size).toBeGreaterThan(15);
    for (const name of new Set(records)) {
      const schema = description.components.schemas[name]!;
      expect([name, schema.examples?.length]).toEqual([name, 1]);
      expect([name, checks.errorsOf(schema, schema.examples![0])]).toEqual([name, []]);
    }
  });

  it('shows an example of every parameter that has no default', () => {
    const bare = operations.flatMap(({ operationId, parameters = [] }) =>
      parameters
        .filter(({ example, schema }) => {
          const shown = [example, schema.example, schema.default, schema.enum?.[0]];
          return shown.every((one) => one === undefined) && schema.type !== 'boolean';
        })
        .map(({ name }) => `${operationId} ${name}`),
    );

    expect(bare).toEqual([]);
  });
});
