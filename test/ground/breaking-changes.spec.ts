import { breakingChanges, untoldChanges } from '../../scripts/openapi/breaking-changes.mjs';

/** A description of one read and one write. */
function description() {
  return {
    paths: {
      '/days/{id}': {
        get: {
          operationId: 'getDay',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'limit', in: 'query', schema: { type: 'number', maximum: 100 } },
          ] as object[],
          responses: {
            '200': {
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Day' } },
                'text/event-stream': {
                  schema: { oneOf: [{ $ref: '#/components/schemas/Done' }] as object[] },
                },
              },
            },
            '404': {},
          } as Record<string, object>,
        },
      },
      '/days': {
        post: {
          operationId: 'importDay',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Import' } } },
          },
          responses: { '201': {} },
        },
      },
    } as Record<string, Record<string, { operationId: string; parameters?: object[] }>>,
    components: {
      schemas: {
        Day: {
          required: ['date', 'driver'],
          properties: {
            date: { type: 'string' } as object,
            driver: { anyOf: [{ $ref: '#/components/schemas/Driver' }, { type: 'null' }] },
            days: { type: 'array', items: { $ref: '#/components/schemas/Day' } },
          } as Record<string, object>,
        },
        Driver: { properties: { name: { type: 'string' } } as Record<string, object> },
        Done: { properties: { total: { type: 'number' } } as Record<string, object> },
        Import: {
          required: ['date'],
          properties: {
            date: { type: 'string' },
            detail: { type: 'string', enum: ['summary', 'full'] },
          } as Record<string, object>,
        },
      },
    },
  };
}

type Described = ReturnType<typeof description>;

function changed(change: (to: Described) => void): string[] {
  const after = description();
  change(after);
  return breakingChanges(description(), after);
}

describe('a change of the API', () => {
  it.each<[string, (to: Described) => void, string]>([
    ['an address', (to) => delete to.paths['/days'], 'importDay: POST /days is gone'],
    [
      'a name',
      (to) => (to.paths['/days']!['post']!.operationId = 'addDay'),
      'importDay: operationId is now addDay',
    ],
    [
      'a parameter',
      (to) => to.paths['/days/{id}']!['get']!.parameters!.pop(),
      'getDay: query limit is gone',
    ],
    [
      'a larger number',
      (to) =>
        Object.assign(to.paths['/days/{id}']!['get']!.parameters![1]!, {
          schema: { type: 'number', maximum: 50 },
        }),
      'getDay: query limit has a narrower maximum',
    ],
    [
      'a field of an answer',
      (to) => delete to.components.schemas.Day.properties['date'],
      'getDay: 200.date is gone',
    ],
    [
      'a field of what may be null',
      (to) => delete to.components.schemas.Driver.properties['name'],
      'getDay: 200.driver.name is gone',
    ],
    [
      'certainty that a field is there',
      (to) => to.components.schemas.Day.required.pop(),
      'getDay: 200.driver may be left out now',
    ],
    [
      'certainty that a field is not null',
      (to) => (to.components.schemas.Day.properties['date'] = { type: ['string', 'null'] }),
      'getDay: 200.date may be null now',
    ],
    [
      'a record of a stream',
      (to) =>
        Object.assign(to.paths['/days/{id}']!['get']!, {
          responses: {
            '200': {
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Day' } },
                'text/event-stream': { schema: { oneOf: [] } },
              },
            },
          },
        }),
      'getDay: 200 Done is gone',
    ],
    [
      'a field of a body',
      (to) => delete to.components.schemas.Import.properties['detail'],
      'importDay: body.detail is gone',
    ],
    [
      'freedom to leave a field out',
      (to) => to.components.schemas.Import.required.push('detail'),
      'importDay: body.detail is required now',
    ],
    [
      'a value of a field',
      (to) =>
        (to.components.schemas.Import.properties['detail'] = { type: 'string', enum: ['full'] }),
      'importDay: body.detail may not be summary',
    ],
  ])('that takes away %s breaks programs', (_, change, told) => {
    expect(changed(change)).toContain(told);
  });

  it('that only adds breaks nothing', () => {
    const changes = changed(({ paths, components: { schemas } }) => {
      paths['/weeks'] = { get: { operationId: 'getWeek' } };
      paths['/days/{id}']!['get']!.parameters!.push({ name: 'q', in: 'query', schema: {} });
      schemas.Day.properties['laps'] = { type: 'number' };
      schemas.Day.required.push('laps');
      schemas.Import.properties['refresh'] = { type: 'boolean' };
    });

    expect(changes).toEqual([]);
  });

  it('is told where the change log names it under "Breaking", word for word', () => {
    const changes = ['getDay: 200.date is gone', 'getDay: query limit is gone'];
    const log = (where: string) =>
      `# Changelog\n\n## Unreleased\n\n${where}\n\n- getDay: 200.date is gone: it never was right.\n`;

    expect(untoldChanges(changes, log('### Breaking'))).toEqual(['getDay: query limit is gone']);
    expect(untoldChanges(changes, log('### Added'))).toEqual(changes);
    expect(untoldChanges(changes, `${log('')}\n### Breaking\n\n- Nothing.\n`)).toEqual(changes);
  });
});
