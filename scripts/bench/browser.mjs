// The Chromium of the system, for parts that measure a page.
import { chromium } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** The one who opens it closes it. @throws with what to install, where there is none */
export async function openBrowser() {
  for (const executablePath of PROGRAMS) {
    const browser = await chromium.launch({ executablePath, args: FLAGS }).catch(() => null);
    if (browser) return browser;
  }
  throw new Error('No Chromium: apt-get install chromium');
}
