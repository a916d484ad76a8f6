import { HealthRecord } from './health-record.js';

let now: number;
let record: HealthRecord;

beforeEach(() => {
  now = 1000;
  record = new HealthRecord(() => now);
});

describe('HealthRecord', () => {
  it('knows nothing before the first answer', () => {
    record.note('aborted');
    expect([record.failing, record.since]).toEqual([false, null]);
  });

  it('is failing after three failures in a row, since the third', () => {
    record.note('ok');
    for (const outcome of ['network', 'refused', 'ok', 'timeout', 'overloaded'] as const) {
      record.note(outcome);
      expect([record.failing, record.since]).toEqual([false, new Date(1000)]);
    }
    now = 2000;
    record.note('refused');
    now = 3000;
    record.note('network');
    expect([record.failing, record.since]).toEqual([true, new Date(2000)]);
  });

  it('is well again with the first answer', () => {
    for (let i = 0; i < 5; i++) record.note('network');
    now = 5000;
    record.note('changed');
    expect([record.failing, record.since]).toEqual([false, new Date(5000)]);
  });
});
