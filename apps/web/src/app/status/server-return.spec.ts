import { jest } from '@jest/globals';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiError, UnansweredError } from '../api/api-error';
import { readAgainWhenBack } from './server-return';
import { ServerStatus } from './server-status';

function reading(): {
  problem: ReturnType<typeof signal<unknown>>;
  comeBack: () => void;
  read: ReturnType<typeof jest.fn>;
  refresh: ReturnType<typeof jest.fn>;
} {
  const [returns, problem] = [signal(3), signal<unknown>(undefined)];
  const [read, refresh] = [jest.fn(), jest.fn()];
  TestBed.configureTestingModule({
    providers: [{ provide: ServerStatus, useValue: { returns, refresh } }],
  });
  TestBed.runInInjectionContext(() => readAgainWhenBack(read, problem));
  TestBed.tick();
  const comeBack = (): void => {
    returns.update((count) => count + 1);
    TestBed.tick();
  };
  return { problem, comeBack, read, refresh };
}

describe('when the server is back', () => {
  it('what nobody had answered is read again, each time', () => {
    const { problem, comeBack, read } = reading();
    problem.set(new UnansweredError('no network'));
    comeBack();
    comeBack();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('what is here, or was refused, stays as it is', () => {
    const { problem, comeBack, read } = reading();
    comeBack();
    problem.set(new ApiError('NOT_FOUND', 'No such day.'));
    comeBack();
    expect(read).not.toHaveBeenCalled();
  });
});

it('asks how the server is as soon as it has not answered', () => {
  const { problem, refresh } = reading();
  expect(refresh).not.toHaveBeenCalled();
  problem.set(new UnansweredError('no network'));
  TestBed.tick();
  expect(refresh).toHaveBeenCalledTimes(1);
});
