import type { Page } from 'playwright-core';

/** Waits until the page has drawn that many frames more. */
export async function frames(page: Page, count: number): Promise<void> {
  await framesInARow(page, 'true', count);
}

/**
 * Waits until the page has come to rest: fonts are there, every chart is drawn, whatever moves has
 * arrived (what moves for ever does not count), and what that led to has been drawn.
 */
export async function atRest(page: Page): Promise<void> {
  const rests = `
    document.fonts.status === 'loaded' &&
    [...document.querySelectorAll('ts-chart .canvas')].every((part) => part.querySelector('canvas')) &&
    document.getAnimations().every(({ playState, effect }) =>
      playState !== 'running' || effect.getComputedTiming().endTime === Infinity)
  `;
  await framesInARow(page, rests, 3);
}

/** Goes down to the last of at least so many charts, which is drawn only for who comes near, and back to the top. */
export async function chartsDrawn(page: Page, count: number): Promise<void> {
  const [charts, drawn] = [page.locator('ts-chart'), page.locator('ts-chart canvas')];
  await expect(async () => {
    // A page that is still opening may go back to its top meanwhile.
    await charts.nth(count - 1).scrollIntoViewIfNeeded();
    return (await drawn.count()) >= count;
  }).toBecome(true);
  await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
}

/** Waits until the page has nothing left to do at once. */
export async function idle(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
}

/** Turns the wheel and waits until the page has scrolled and stands again. */
export async function scrollBy(page: Page, pixels: number): Promise<void> {
  const start = (await page.evaluate('window.lastY = scrollY')) as number;
  await page.mouse.wheel(0, pixels);
  await framesInARow(page, `window.lastY === (window.lastY = scrollY) && scrollY !== ${start}`, 5);
}

/** Waits for frames, one after the other, in each of which the expression holds. */
async function framesInARow(page: Page, expression: string, count: number): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    let held = 0;
    (function look() {
      held = (${expression}) ? held + 1 : 0;
      if (held > ${count}) resolve();
      else requestAnimationFrame(look);
    })();
  })`);
}
