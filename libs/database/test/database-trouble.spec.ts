import { databaseTrouble } from '../src/index.js';

describe('what an error says of the database', () => {
  const lost = [
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
  ];

  it.each(lost)('is that it does not answer: %s', (message) => {
    expect(databaseTrouble(new Error(message))).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryAfterSeconds: 5,
    });
  });

  it('is nothing where the query is wrong', () => {
    const error = Object.assign(new Error('column "lap" does not exist'), { code: '42703' });

    expect(databaseTrouble(error)).toBeNull();
  });
});
