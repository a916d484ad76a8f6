import { MOST, type Whole, copyOf, keep } from './answers';

const DAY = 'http://localhost:3000/api/v1/practice-days/day-1';
const NOW = new Date('2025-11-16T09:30:00Z');

/** What a browser has as `caches`, as far as it is used. */
class FakeStore {
  readonly kept = new Map<string, Response>();

  open(): Promise<this> {
    return Promise.resolve(this);
  }

  put(name: string, answer: Response): Promise<void> {
    this.kept.set(name, answer);
    return Promise.resolve();
  }

  match(name: string): Promise<Response | undefined> {
    return Promise.resolve(this.kept.get(name)?.clone());
  }

  keys(): Promise<{ url: string }[]> {
    return Promise.resolve([...this.kept.keys()].map((url) => ({ url })));
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(name));
  }
}

let store: FakeStore;

beforeEach(() => {
  store = new FakeStore();
  Object.assign(globalThis, { caches: store });
});

function answer(text: string, change: Partial<Whole> = {}): Whole {
  const headers = new Headers({ 'content-type': 'application/json', etag: 'W/"1"' });
  const body = new TextEncoder().encode(text).buffer;
  return { status: 200, headers, redirected: false, body, ...change };
}

describe('an answer', () => {
  it('is kept with the moment at which it came', async () => {
    await keep(DAY, answer('{"success":true}'), NOW);
    const copy = await copyOf(DAY);
    expect(await copy?.text()).toBe('{"success":true}');
    expect(copy?.headers.get('x-kept-at')).toBe('2025-11-16T09:30:00.000Z');
  });

  it.each<[string, Whole]>([
    ['failed', answer('{}', { status: 404 })],
    ['is a part', answer('{}', { status: 206 })],
    ['was cut', answer('{"success":true,"data":{"lap')],
    ['is empty', answer('')],
    ['came from elsewhere', answer('{}', { redirected: true })],
    [
      'is a page',
      answer('{}', { headers: new Headers({ 'content-type': 'text/html', etag: '1' }) }),
    ],
    [
      'bears no tag',
      answer('{}', { headers: new Headers({ 'content-type': 'application/json' }) }),
    ],
  ])('is not kept where it %s', async (_, one) => {
    await keep(DAY, one, NOW);
    expect(store.kept.size).toBe(0);
  });

  it('leaves when it is the oldest of too many', async () => {
    for (let place = 0; place <= MOST.answers; place += 1) {
      await keep(`${DAY}${place}`, answer('{}'), new Date(NOW.getTime() + place));
    }
    expect(store.kept.size).toBe(MOST.answers);
    expect(await copyOf(`${DAY}0`)).toBeUndefined();
    expect(await copyOf(`${DAY}1`)).toBeDefined();
  });

  it('leaves when it is the oldest of too many bytes', async () => {
    const large = answer(`{"laps":"${'1'.repeat(MOST.bytes / 5 - 100)}"}`);
    for (let place = 0; place < 7; place += 1) {
      await keep(`${DAY}${place}`, large, new Date(NOW.getTime() + place));
    }
    expect([...store.kept.keys()]).toEqual([2, 3, 4, 5, 6].map((place) => `${DAY}${place}`));
  });

  it('makes room where the device is full, and keeps what it has', async () => {
    await keep(DAY, answer('{}'), NOW);
    store.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    await keep(`${DAY}2`, answer('{}'), NOW);
    expect([...store.kept.keys()]).toEqual([DAY]);
  });
});

describe('laps that are asked for by sessions', () => {
  const laps = (...ids: string[]): string =>
    `${DAY}/sessions?include_laps=true${ids.map((id) => `&session_id=${id}`).join('')}`;
  const sessions = (...ids: string[]): Whole =>
    answer(JSON.stringify({ success: true, data: { items: ids.map((id) => ({ id })) } }));

  it('are put together from answers with others, and are as old as the oldest', async () => {
    await keep(laps('a', 'b'), sessions('a', 'b'), NOW);
    await keep(laps('c'), sessions('c'), new Date(NOW.getTime() + 60_000));
    const copy = await copyOf(laps('c', 'a'));
    expect(await copy?.json()).toEqual({
      success: true,
      data: { items: [{ id: 'c' }, { id: 'a' }], next_cursor: null },
    });
    expect(copy?.headers.get('x-kept-at')).toBe('2025-11-16T09:30:00.000Z');
  });

  it('are not here where one of them is missing', async () => {
    await keep(laps('a', 'b'), sessions('a', 'b'), NOW);
    expect(await copyOf(laps('a', 'c'))).toBeUndefined();
  });
});
