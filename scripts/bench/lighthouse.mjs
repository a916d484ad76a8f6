// Lighthouse's own judgement of a page on a phone. It is fetched when it is asked for the first time: some
// 100 packages that nothing else needs, and that a lock would make everybody install.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetchPackage } from '../fetched-package.mjs';
import { RUNTIME_FOLDER } from '../project.mjs';
import { sayWhile } from '../say.mjs';
import { startChromium } from './chromium.mjs';

const VERSION = '13.5.0';
const FOLDER = join(RUNTIME_FOLDER, `lighthouse-${VERSION}`);
const MODULE = join('node_modules', 'lighthouse', 'core', 'index.js');

/** @throws UserError when the npm registry does not give it */
export async function loadLighthouse() {
  const isThere = (folder) => existsSync(join(folder, MODULE));
  if (!isThere(FOLDER)) {
    await sayWhile(`Fetching Lighthouse ${VERSION} from the npm registry`, () =>
      fetchPackage(FOLDER, `lighthouse@${VERSION}`, isThere),
    );
  }
  const { default: lighthouse } = await import(pathToFileURL(join(FOLDER, MODULE)).href);
  return lighthouse;
}

/**
 * A first visit, on the network and the processor that Lighthouse reckons for a phone.
 *
 * @returns `score` of 100, and the figures that it is made of, milliseconds
 */
export async function judgeOnce(lighthouse, address) {
  const chromium = await startChromium();
  try {
    const { lhr } = await lighthouse(address, {
      port: chromium.port,
      onlyCategories: ['performance'],
      logLevel: 'error',
    });
    if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
    const figure = (name) => lhr.audits[name].numericValue;
    return {
      score: Math.round(lhr.categories.performance.score * 100),
      firstPaint: figure('first-contentful-paint'),
      largestPaint: figure('largest-contentful-paint'),
      blocking: figure('total-blocking-time'),
      shift: figure('cumulative-layout-shift'),
    };
  } finally {
    await chromium.stop();
  }
}
