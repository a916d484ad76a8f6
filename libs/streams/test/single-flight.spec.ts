import { SingleFlight } from '../src/single-flight.js';

/** Work that ends when the test says so, and counts how often it was begun. */
function begin() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begun = { times: 0 };
  const work = (): Promise<string> => {
    begun.times += 1;
    return promise;
  };
  return { work, begun, end: resolve, fail: reject };
}

describe('work under way', () => {
  it('is begun once for all who want it meanwhile', async () => {
    const flight = new SingleFlight<string>();
    const { work, begun, end } = begin();
    const all = Promise.all([flight.run('a', work), flight.run('a', work)]);
    end('done');

    expect(await all).toEqual(['done', 'done']);
    expect(begun.times).toBe(1);
  });

  it('is not shared with who wants something else', async () => {
    const flight = new SingleFlight<string>();
    const [one, other] = [begin(), begin()];
    const all = Promise.all([flight.run('a', one.work), flight.run('b', other.work)]);
    one.end('a');
    other.end('b');

    expect(await all).toEqual(['a', 'b']);
  });

  it('begins anew for who comes after its end', async () => {
    const flight = new SingleFlight<string>();
    const [first, second] = [begin(), begin()];
    first.end('first');
    second.end('second');

    expect(await flight.run('a', first.work)).toBe('first');
    expect(await flight.run('a', second.work)).toBe('second');
  });

  it('fails for all who wait, and begins anew afterwards', async () => {
    const flight = new SingleFlight<string>();
    const [first, second] = [begin(), begin()];
    const all = Promise.allSettled([flight.run('a', first.work), flight.run('a', first.work)]);
    first.fail(new Error('no'));
    second.end('yes');

    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flight.run('a', second.work)).toBe('yes');
  });
});
