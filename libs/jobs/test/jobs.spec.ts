import type { JobKind } from '../src/story/job-kind.js';
import { Jobs } from '../src/story/jobs.js';

/** A kind without any job. */
function kind(hint?: string): JobKind {
  const none: JobKind = { kind: 'import', find: async () => null, cancel: async () => false };
  return hint === undefined ? none : { ...none, hint };
}

describe('a job that nobody knows', () => {
  it('is refused with how jobs of each kind are begun, where people can begin them', async () => {
    const jobs = new Jobs();
    jobs.register(kind('POST /tea makes one'));
    jobs.register(kind());
    const refusal = { code: 'NOT_FOUND', message: 'no job has the id job-7; POST /tea makes one' };

    await expect(jobs.find('job-7')).rejects.toMatchObject(refusal);
    await expect(jobs.cancel('job-7')).rejects.toMatchObject(refusal);
  });
});
