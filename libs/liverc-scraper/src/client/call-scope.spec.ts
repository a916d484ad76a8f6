import { jest } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { CALL_TOO_LONG, CallScope } from './call-scope.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('CallScope', () => {
  it('ends with its caller, for the same reason', () => {
    const caller = new AbortController();
    const scope = new CallScope(caller.signal);
    caller.abort('left');
    expect(scope.signal.reason).toBe('left');
    expect(new CallScope(caller.signal).signal.reason).toBe('left');
  });

  it('ends when its attempts take too long, counted from the first', () => {
    const scope = new CallScope(undefined);
    scope.startDeadline(100);
    jest.advanceTimersByTime(60);
    scope.startDeadline(100);
    jest.advanceTimersByTime(40);
    expect(scope.signal.reason).toBe(CALL_TOO_LONG);
  });

  it('leaves neither timer nor listener behind', () => {
    const { signal } = new AbortController();
    const scope = new CallScope(signal);
    scope.startDeadline(100);
    scope.end();
    expect(jest.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
