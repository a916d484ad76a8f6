import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { DemoReason, StatusResult } from '@trackside/contracts';
import { LOCAL_STORAGE } from '../browser/local-storage';
import { KeptDemo } from './kept-demo';

const DEMO = { demo: true, demo_reason: 'liverc_unreachable' } as StatusResult;
const REAL = { demo: false, demo_reason: null } as StatusResult;

/** A visit: what the server says can be set, and what is said of a demo read. */
function visit(storage: Map<string, string>): {
  says: (status: StatusResult | null) => void;
  demo: () => DemoReason | null;
} {
  TestBed.resetTestingModule();
  const kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
    removeItem: (key) => void storage.delete(key),
  };
  TestBed.configureTestingModule({ providers: [{ provide: LOCAL_STORAGE, useValue: kept }] });
  const status = signal<StatusResult | null>(null);
  const demo = TestBed.runInInjectionContext(() => TestBed.inject(KeptDemo).asOf(status));
  TestBed.tick();
  return {
    says: (now) => {
      status.set(now);
      TestBed.tick();
    },
    demo,
  };
}

describe('demo data', () => {
  it('is called so before the server has spoken, when it did so on the last visit', () => {
    const storage = new Map<string, string>();
    const first = visit(storage);
    expect(first.demo()).toBeNull();
    first.says(DEMO);
    expect(first.demo()).toBe('liverc_unreachable');
    expect(visit(storage).demo()).toBe('liverc_unreachable');
  });

  it('stays called so while the server is silent', () => {
    const { says, demo } = visit(new Map());
    says(DEMO);
    says(null);
    expect(demo()).toBe('liverc_unreachable');
  });

  it('is forgotten when the server shows real data', () => {
    const storage = new Map<string, string>();
    visit(storage).says(DEMO);
    const second = visit(storage);
    second.says(REAL);
    expect(second.demo()).toBeNull();
    second.says(null);
    expect(second.demo()).toBeNull();
    expect(visit(storage).demo()).toBeNull();
  });
});
