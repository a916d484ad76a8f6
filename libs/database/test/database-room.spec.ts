import { DatabaseFullError, DatabaseRoom } from '../src/database-room.js';

let now: number;
let room: DatabaseRoom;
let asked: number;
/** What a try at writing ends with; null: it succeeds. */
let failure: Error | null;

const full = () => Object.assign(new Error('could not extend file'), { code: '53100' });

beforeEach(() => {
  now = 0;
  asked = 0;
  failure = null;
  room = new DatabaseRoom(() => now);
});

async function write(): Promise<void> {
  asked++;
  if (!failure) return;
  room.logQueryError(failure);
  throw failure;
}

describe('room to write', () => {
  it('is not asked for while no write failed for want of it', async () => {
    room.logQueryError(Object.assign(new Error('duplicate key'), { code: '23505' }));
    await room.check(write);
    expect(asked).toBe(0);
  });

  it.each<[string, Error]>([
    ['a full disk', full()],
    ['a disk quota', Object.assign(new Error('quota'), { code: 'EDQUOT' })],
    ['a full disk under the log', new Error('could not write: No space left on device')],
    ['an error that wraps it', Object.assign(new Error('failed'), { driverError: full() })],
  ])('is denied for 10 s after %s', async (_, error) => {
    room.logQueryError(error);
    now = 9999;
    await expect(room.check(write)).rejects.toBeInstanceOf(DatabaseFullError);
    expect(asked).toBe(0);
  });

  it.each([
    ['memory', '53200'],
    ['its limit on temporary files', '53400'],
  ])('is not denied because one query had too little of %s', async (_, code) => {
    room.logQueryError(Object.assign(new Error('refused'), { code }));
    await room.check(write);
    expect(asked).toBe(0);
  });

  it('is tried after that, and denied again while the try fails', async () => {
    room.logQueryError(full());
    failure = full();
    now = 10_000;
    await expect(room.check(write)).rejects.toBeInstanceOf(DatabaseFullError);
    now = 19_999;
    await expect(room.check(write)).rejects.toBeInstanceOf(DatabaseFullError);
    expect(asked).toBe(1);
  });

  it('is back when the try succeeds, without another', async () => {
    room.logQueryError(full());
    now = 10_000;
    await room.check(write);
    await room.check(write);
    expect(asked).toBe(1);
  });
});
