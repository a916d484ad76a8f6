import { Bench, SEARCH, seriousFindings, untilRows } from './chromium.js';
import type { FakeStream } from './fake-api.js';
import {
  datesOf,
  failedDay,
  failedSession,
  jobDay,
  progress,
  queuedDay,
  readingDay,
} from './fake-imports.js';
import { atRest } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

describe.each([360, 800, 1024, 1280])('with imports running, a window of %d px', (width) => {
  it('moves no row and lets nothing stick out', async () => {
    const wait = async (stream: FakeStream, id: string): Promise<void> => {
      const [first = '', second = '', third = '', ...rest] = datesOf(id);
      stream.send(
        progress(id, [
          failedDay(first, 'LiveRC did not answer within 25 s (day page of 26 October 2025).'),
          readingDay(second, 12, 56),
          jobDay(third, { failed_sessions: [failedSession('Mia Sanders', 'No answer.')] }),
          ...rest.map(queuedDay),
        ]),
      );
      await stream.left;
    };
    const page = await bench.open(
      SEARCH,
      { jobStream: wait },
      { viewport: { width, height: 800 }, colorScheme: width === 1024 ? 'dark' : 'light' },
    );
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('button', { name: /^October 2025: / }).click();
    const places = (): Promise<unknown> =>
      page.evaluate(`[...document.querySelectorAll('ts-row-line, ts-row-line .date')]
        .map((part) => part.getBoundingClientRect()).map(({ x, y }) => [x, y])`);
    await expect(page.getByRole('button', { name: /Import October/ })).toBeShown();
    await untilRows(page, 7);
    await atRest(page);
    const before = await places();
    await page.getByRole('button', { name: /Import October/ }).click();
    await expect(page.getByText('1 session not read')).toBeShown();
    expect(await places()).toEqual(before);
    const outside = await page.evaluate(`
      [...document.querySelectorAll('ts-row-line *:not(ts-progress-line span)')]
        .map((part) => [part.closest('cdk-virtual-scroll-viewport'), part])
        .filter(([list, part]) => part.getBoundingClientRect().right >
          list.getBoundingClientRect().right)
        .map(([, part]) => part.outerHTML.slice(0, 120))
    `);
    expect(outside).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await seriousFindings(page)).toEqual([]);
    expect(bench.complaints).toEqual([]);
  });
});
