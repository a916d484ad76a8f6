import { TestBed } from '@angular/core/testing';
import { LOCAL_STORAGE } from '../browser/local-storage';
import { Remembered } from './remembered';

function rememberedOver(storage: Partial<Storage>): Remembered {
  TestBed.configureTestingModule({ providers: [{ provide: LOCAL_STORAGE, useValue: storage }] });
  return TestBed.inject(Remembered);
}

function memory(entries: Record<string, string> = {}): Partial<Storage> {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

describe('what the browser remembers', () => {
  it('is the last range of each track', () => {
    const remembered = rememberedOver(memory());
    remembered.setPeriod('a', { period: '12m' });
    remembered.setPeriod('b', { period: 'custom', start: '2025-03-01', end: '2025-03-31' });
    expect(remembered.periodOf('a')).toEqual({ period: '12m' });
    expect(remembered.periodOf('b')?.start).toBe('2025-03-01');
    expect(remembered.periodOf('c')).toBeNull();
  });

  it('is whether LiveRC is asked with each search', () => {
    const storage = memory();
    rememberedOver(storage).setHabit('when-i-ask');
    TestBed.resetTestingModule();
    expect(rememberedOver(storage).habit()).toBe('when-i-ask');
  });

  it('is nothing when what is stored is rubbish', () => {
    for (const rubbish of ['{', 'null', '7', '{"a":{"period":"x"}}', '{"a":null}']) {
      TestBed.resetTestingModule();
      expect(rememberedOver(memory({ 'trackside.periods': rubbish })).periodOf('a')).toBeNull();
    }
  });

  it('is nothing where the browser forbids it, and nothing breaks', () => {
    const forbidden = (): never => {
      throw new Error('forbidden');
    };
    const remembered = rememberedOver({ getItem: forbidden, setItem: forbidden });
    remembered.setHabit('when-i-ask');
    remembered.setPeriod('a', { period: '3m' });
    expect(remembered.habit()).toBe('when-i-ask');
    expect(remembered.periodOf('a')).toBeNull();
  });
});
