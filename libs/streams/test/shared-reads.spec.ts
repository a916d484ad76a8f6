import { SharedReads } from '../src/index.js';

/** Reads that end when they are told to. */
class SteppedReads {
  readonly begun: { end: (value: string) => void; fail: (error: Error) => void }[] = [];

  readonly read = (): Promise<string> =>
    new Promise((end, fail) => {
      this.begun.push({ end, fail });
    });
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('reads that many ask for', () => {
  let reads: SharedReads<string>;
  let october: SteppedReads;
  const ask = (name = 'October'): Promise<string> => reads.run(name, october.read);

  beforeEach(() => {
    reads = new SharedReads();
    october = new SteppedReads();
  });

  it('begin at once where none runs', async () => {
    const answer = ask();
    october.begun[0]!.end('56 sessions');

    expect(await answer).toBe('56 sessions');
  });

  it('are one more for all who ask while one runs, and that one begins after it', async () => {
    const first = ask();
    const later = [ask(), ask(), ask()];
    expect(october.begun).toHaveLength(1);
    october.begun[0]!.end('older');
    await first;
    await settle();
    expect(october.begun).toHaveLength(2);
    october.begun[1]!.end('newer');

    expect(await Promise.all(later)).toEqual(['newer', 'newer', 'newer']);
    expect(await first).toBe('older');
  });

  it('begin anew for who asks while the later one runs', async () => {
    void ask();
    const second = ask();
    october.begun[0]!.end('1');
    await settle();
    const third = ask();
    october.begun[1]!.end('2');
    await settle();
    october.begun[2]!.end('3');

    expect([await second, await third]).toEqual(['2', '3']);
  });

  it('fail for who shares them, and for nobody after', async () => {
    const first = ask();
    const later = ask();
    october.begun[0]!.fail(new Error('no database'));
    await expect(first).rejects.toThrow('no database');
    await settle();
    october.begun[1]!.end('there again');

    expect(await later).toBe('there again');
  });

  it('hold up no read of another name', () => {
    void ask();
    void ask('September');

    expect(october.begun).toHaveLength(2);
  });

  it('leave nothing behind', async () => {
    const answers = [ask(), ask()];
    october.begun[0]!.end('1');
    await settle();
    october.begun[1]!.end('2');
    await Promise.all(answers);
    await settle();
    const next = ask();
    october.begun[2]!.end('3');

    expect(await next).toBe('3');
  });
});
