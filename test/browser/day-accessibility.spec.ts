import { Bench, DESKTOP, PHONE, TOO_SMALL, seriousFindings } from './chromium.js';
import { DAY, idOf } from './fake-day.js';
import { atRest } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;
const VIEWS = [
  ['who are you', DAY, 'Who are you?'],
  ['my day', ZOE, '1st of 5'],
  ['sessions', `${ZOE}&tab=sessions&compare=${idOf(4)}`, '16 of 16 sessions'],
  ['a session', `${ZOE}&tab=sessions&session=${idOf(5)}`, 'Best 3 in a row'],
  ['class', `${ZOE}&tab=class&by=consistency`, 'too few laps'],
  ['compare', `${ZOE}&tab=compare&compare=${idOf(4)},${idOf(13)}`, 'Lap by lap'],
] as const;

describe.each(VIEWS)('%s', (_name, path, words) => {
  it.each([
    ['light, on a desktop', { viewport: DESKTOP, colorScheme: 'light' }],
    ['dark, on a phone', { viewport: PHONE, colorScheme: 'dark' }],
  ] as const)('has nothing that axe finds serious: %s', async (_kind, options) => {
    const page = await bench.open(path, {}, options);
    await expect(page.getByText(words).first()).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(bench.complaints).toEqual([]);
  });

  it('fits a phone of 360 px and gives every control at least 44 px', async () => {
    const page = await bench.open(path, {}, { viewport: PHONE });
    await expect(page.getByText(words).first()).toBeShown();
    await atRest(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.evaluate(TOO_SMALL)).toEqual([]);
  });
});

it('is walked through by the keyboard alone, from a name to a comparison', async () => {
  const page = await bench.open(DAY);
  await page.getByRole('button', { name: 'Choose your name' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'This is me: Idris Vale' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Me: Idris Vale' })).toBeShown();
  await page.getByRole('link', { name: 'Sessions' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: /Idris Vale, 15:10/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: /Zoë Marlow, 13:52/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Compare', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Lap by lap' })).toBeShown();
});
