import { unlessAborted } from './sleep.js';

describe('work that nobody wants any more', () => {
  it('may fail later without anybody having to listen', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const { promise, reject } = Promise.withResolvers<never>();
    await expect(unlessAborted(promise, AbortSignal.abort(new Error('left')))).rejects.toThrow(
      'left',
    );
    reject(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
