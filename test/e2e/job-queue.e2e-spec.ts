import { JobQueue } from '@trackside/jobs';
import { createDatabase, until } from './support/trackside.js';

const MINUTES_SECONDS = 600;

describe('a background job', () => {
  let queue: JobQueue;
  let attempts: string[];

  beforeEach(async () => {
    attempts = [];
    queue = new JobQueue({ databaseUrl: await createDatabase(), works: true });
    const rules = { concurrency: 1, retries: 3, retryDelaySeconds: MINUTES_SECONDS };
    queue.register<{ key: string }>({ name: 'q', maxSeconds: 60, ...rules }, async ({ data }) => {
      attempts.push(data.key);
      if (attempts.length === 1) throw new Error('not yet');
    });
    await queue.onApplicationBootstrap();
  });

  afterEach(async () => {
    queue.onModuleDestroy();
    await queue.beforeApplicationShutdown();
  });

  it('that waits minutes for its next attempt has it at once when somebody is in a hurry', async () => {
    await queue.send('q', 'a', { key: 'a' });
    await until(() => attempts.length === 1);

    await until(async () => {
      await queue.hurry('q', 'a');
      return attempts.length > 1;
    });

    expect(attempts).toEqual(['a', 'a']);
  });
});
