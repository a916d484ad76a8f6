import { jest } from '@jest/globals';
import type { Event, Router } from '@angular/router';
import { Subject } from 'rxjs';
import { keepPlaces } from './page-place';

/** How far the window was scrolled when the places of a page that is already there began to be kept. */
function scrolledAt(url: string, kept: number | null): unknown[] {
  history.replaceState(kept === null ? null : { scrolled: kept }, '');
  const scrolled = jest.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const router = { navigated: true, url, events: new Subject<Event>() } as unknown as Router;
  keepPlaces(router, window, () => undefined);
  const calls = scrolled.mock.calls.map(([to]) => (to as unknown as ScrollToOptions).top);
  scrolled.mockRestore();
  return calls;
}

describe('the place of a page', () => {
  it('is its top, or where it was left', () => {
    expect(scrolledAt('/help', null)).toEqual([0]);
    expect(scrolledAt('/help', 0)).toEqual([0]);
  });

  it('is that of the part which the address names, which the page shows by itself', () => {
    expect(scrolledAt('/help#consistency', null)).toEqual([]);
  });

  it('is where it was left, also in a page whose address names a part', () => {
    expect(scrolledAt('/help#consistency', 0)).toEqual([0]);
  });
});
