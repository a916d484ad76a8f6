import type { Locator, Page } from 'playwright-core';

declare global {
  // Jest's own types can only be added to where they stand.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      /** The one element that is meant is visible, or becomes so. */
      toBeShown(options?: Patience): Promise<R>;
      /** No such element is in the page, or the last one leaves it. */
      toBeGone(options?: Patience): Promise<R>;
      /** The page has this address, or comes to it. */
      toBeAt(address: RegExp | string, options?: Patience): Promise<R>;
      /** What the function reads equals this value, or comes to. */
      toBecome(value: unknown, options?: Patience): Promise<R>;
    }
  }
}

interface Patience {
  timeout?: number;
}

const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 20;

expect.extend({
  toBeShown: (locator: Locator, options: Patience = {}) =>
    verdict(locator.waitFor({ state: 'visible', ...options })),
  toBeGone: (locator: Locator, options: Patience = {}) =>
    verdict(locator.waitFor({ state: 'detached', ...options })),
  toBeAt: (page: Page, address: RegExp | string, options: Patience = {}) =>
    verdict(page.waitForURL(address, options), () => `The page stayed at ${page.url()}.`),
  async toBecome(read: () => unknown, value: unknown, { timeout = PATIENCE_MS }: Patience = {}) {
    const deadline = performance.now() + timeout;
    let last = await read();
    while (!this.equals(last, value) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      last = await read();
    }
    const print = (what: unknown): string => this.utils.stringify(what);
    const message = (): string => `It never became ${print(value)}; it is ${print(last)}.`;
    return { pass: this.equals(last, value), message };
  },
});

/** Passes when the wait ends, fails with Playwright's account of it. None of these can be negated. */
async function verdict(
  waiting: Promise<void>,
  more = (): string => '',
): Promise<jest.CustomMatcherResult> {
  try {
    await waiting;
    return { pass: true, message: () => 'It came true: ask for the opposite by its own name.' };
  } catch (error) {
    return { pass: false, message: () => `${(error as Error).message}\n${more()}`.trim() };
  }
}
