import type { Locator, Page } from 'playwright-core';
import { Bench, PHONE, rowTexts, SEARCH, untilRows } from './chromium.js';
import { NEW_EVENT, TRACK, TRACKS, started, streamAll, wellBehaved } from './fake-world.js';
import { Refusal } from './fake-api.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

function trackField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Track' });
}

async function chosenPeriod(page: Page): Promise<string> {
  const when = page.getByRole('combobox', { name: 'When' });
  return (await when.locator('option:checked').innerText()).trim();
}

describe('choosing a track', () => {
  it('works with the keyboard alone, from the first key to the rows', async () => {
    const page = await bench.open('/');
    await trackField(page).focus();
    await page.keyboard.type('silver');
    await expect(page.getByRole('option', { name: /silver-creek Racing/ })).toBeShown();
    await expect(page.getByRole('option', { name: /Redgum/ }).first()).toBeGone();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toBeAt(new RegExp(TRACKS[3]?.id ?? ''));
    await expect(page.getByText(/found/)).toBeShown();
  });

  it('tells tracks of the same name apart, and what they are doing', async () => {
    const page = await bench.open('/');
    await trackField(page).fill('raceway');
    await expect(
      page.getByRole('option', { name: 'Silver Creek Raceway silver-creek Racing' }),
    ).toBeShown();
    await expect(
      page.getByRole('option', { name: 'Silver Creek Raceway silver-creek-nz Idle' }),
    ).toBeShown();
    await trackField(page).fill('redgum park off');
    await expect(page.getByRole('option', { name: /Live video Practice/ })).toBeShown();
  });

  it('asks for the text as it stands after a pause, not for each key', async () => {
    const page = await bench.open('/');
    const last = page.waitForRequest(/[?&]q=harbour&/);
    await trackField(page).pressSequentially('harbour');
    await last;
    const asked = bench.api.requests.filter((request) => request.includes('q='));
    expect(asked.length).toBeLessThan('harbour'.length);
  });

  it('is asked for when Search is pressed without one', async () => {
    const page = await bench.open('/');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByText('Choose a track first.')).toBeShown();
  });

  it('is not another one where nobody answers to what was typed', async () => {
    const page = await bench.open('/');
    await trackField(page).focus();
    await expect(page.getByRole('option', { name: /Redgum/ }).first()).toBeShown();
    await page.route(/[?&]q=/, (route) => route.abort());
    await trackField(page).fill('silver c');
    await expect(page.getByText('The tracks could not be read.')).toBeShown();
    await expect(page.getByRole('option', { name: /silver-creek Racing/ })).toBeShown();
    expect(await page.getByRole('option', { name: /Redgum/ }).count()).toBe(0);
  });

  it('mistyped before any was chosen stays in the field, to be mended', async () => {
    const page = await bench.open('/');
    await trackField(page).fill('silvr');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByText('No track is called “silvr”.')).toBeShown();
    await expect(() => trackField(page).inputValue()).toBecome('silvr');
  });

  it('half typed falls back to the one chosen before', async () => {
    const page = await bench.open(SEARCH);
    const field = trackField(page);
    await expect(page.getByText(/found/)).toBeShown();
    await field.fill('silv');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(() => field.inputValue()).toBecome(TRACK.name);
  });
});

describe('favourites', () => {
  it('are starred in the field and searched with one tap', async () => {
    const page = await bench.open(SEARCH, {}, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('button', { name: /Change the search/ }).click();
    await page.getByRole('button', { name: `Favourite: ${TRACK.name}` }).click();
    await expect(page.getByRole('button', { name: `Search at ${TRACK.name}` })).toBeShown();
    expect([...bench.api.favourites]).toEqual([TRACK.id]);
    await page.goto(bench.api.url);
    await page.getByRole('button', { name: `Search at ${TRACK.name}` }).click();
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
  });

  it('that the server refuses are taken back', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    let refuse = (): void => undefined;
    await page.route('**/favourite', async (route) => {
      await new Promise<void>((resolve) => (refuse = resolve));
      await route.fulfill({ status: 500, body: '{}' });
    });
    const star = page.getByRole('button', { name: `Favourite: ${TRACK.name}` });
    const pressed = (): Promise<string | null> => star.getAttribute('aria-pressed');
    await star.click();
    await expect(pressed).toBecome('true');
    refuse();
    await expect(pressed).toBecome('false');
  });
});

describe('the address', () => {
  it('holds the search, and Back restores the one before', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText('27 found')).toBeShown();
    await page.getByRole('combobox', { name: 'When' }).selectOption('Last 3 months');
    await page.getByRole('checkbox', { name: 'Practice days' }).uncheck();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page).toBeAt(/when=3m&practice=no/);
    await expect(page.getByText(/found: \d events$/)).toBeShown();
    await page.goBack();
    await expect(page.getByText('27 found')).toBeShown();
    await expect(() => chosenPeriod(page)).toBecome('All');
    await expect(() => page.getByRole('checkbox', { name: 'Practice days' }).isChecked()).toBecome(
      true,
    );
  });

  it('holds the filters, which Back does not step through', async () => {
    const page = await bench.open('/');
    await page.goto(bench.api.url + SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const streams = (): number =>
      bench.api.requests.filter((r) => r.includes('/search/timeline/')).length;
    await page.getByRole('button', { name: /^Events/ }).click();
    await page.getByLabel('Filter by name or date').fill('cup');
    await expect(page).toBeAt(/show=events&text=cup/);
    expect(await rowTexts(page)).toHaveLength(1);
    expect(streams()).toBe(1);
    await page.reload();
    await expect(page.getByText('Winter Cup')).toBeShown();
    expect(await rowTexts(page)).toHaveLength(1);
    await page.goBack();
    await expect(page.getByText('Pick a track')).toBeShown();
  });

  it('is copied by a button', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Link copied')).toBeShown();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(bench.api.url + SEARCH);
  });

  it('the last range of a track is remembered', async () => {
    const page = await bench.open(`/?track=${TRACK.id}&when=6m`);
    await expect(page.getByText(/found/)).toBeShown();
    await page.getByRole('combobox', { name: 'When' }).selectOption('This year');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page).toBeAt(/when=year/);
    const isKept = () => page.evaluate("JSON.stringify(localStorage).includes('year')");
    await expect(isKept).toBecome(true);
    await page.goto(bench.api.url);
    await trackField(page).fill('redgum park off');
    await page.getByRole('option', { name: /Redgum Park Off/ }).click();
    await expect(() => chosenPeriod(page)).toBecome('This year');
  });
});

describe('rows', () => {
  it('narrow to a month that is tapped, and widen again', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const october = page.getByRole('button', { name: /^October 2025: / });
    await october.click();
    await expect(() => october.getAttribute('aria-pressed')).toBecome('true');
    await untilRows(page, 7);
    await expect(
      page.locator('.notice', { hasText: '6 practice days, from LiveRC now' }),
    ).toBeShown();
    await october.click();
    await untilRows(page, 27);
  });

  it('of a month tell their source when its cell is hovered or focused', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const tip = page.locator('.tip');
    await page.getByRole('button', { name: /^September 2025: / }).hover();
    await expect(() => tip.innerText()).toBecome(
      'September 2025: 5 practice days, from LiveRC now',
    );
    await page.mouse.move(0, 0);
    await expect(tip).toBeGone();
    await page.getByRole('button', { name: /^November 2025: / }).focus();
    await expect(() => tip.innerText()).toBecome('November 2025: 3 practice days, from LiveRC now');
  });

  it('and a month that is pointed at tells when it has been read', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        stream.send(started());
        await gate;
        await streamAll(stream);
      },
    });
    await page.getByRole('button', { name: 'September 2025: being read' }).focus();
    const tip = page.locator('.tip');
    await expect(() => tip.innerText()).toBecome('September 2025: being read');
    go();
    await expect(() => tip.innerText()).toBecome(
      'September 2025: 5 practice days, from LiveRC now',
    );
  });

  it('can all be filtered away, which is said and undone', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByLabel('Filter by name or date').fill('nothing like it');
    await expect(
      page.getByRole('heading', { name: 'Nothing here matches the filter' }),
    ).toBeShown();
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await rowTexts(page)).toHaveLength(27);
  });

  it('an event that LiveRC has is imported and stays', async () => {
    const page = await bench.open(SEARCH);
    const line = page.locator('ts-row-line', { hasText: NEW_EVENT.name });
    await line.getByRole('button', { name: /Import/ }).click();
    await expect(line.getByRole('button', { name: /Import/ })).toBeGone();
    const view = line.getByRole('link', { name: /View/ });
    await expect(() => view.getAttribute('href')).toBecome(NEW_EVENT.url);
    await expect(() => view.getAttribute('target')).toBecome('_blank');
    expect(await view.getAttribute('rel')).toContain('noopener');
  });

  it('an import that fails says so and can be tried again', async () => {
    const page = await bench.open(SEARCH, {
      importEvents: () => new Refusal(503, 'LIVERC_UNAVAILABLE', 'LiveRC is down.'),
    });
    const line = page.locator('ts-row-line', { hasText: NEW_EVENT.name });
    await line.getByRole('button', { name: /Import/ }).click();
    await expect(line.getByText('Not imported')).toBeShown();
    bench.api.script = wellBehaved();
    await line.getByRole('button', { name: /Retry/ }).click();
    await expect(line.getByRole('button')).toBeGone();
  });

  it('on paper name their track, and stand in their own lines, all of them', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1000 });
    await expect(page.getByText(`${TRACK.name}, `)).toBeShown();
    expect(await page.getByPlaceholder('Name or date').isVisible()).toBe(false);
    // The height of a line was the screen's: only a single line is sure to have room.
    const elsewhere = await page.evaluate(`[...document.querySelectorAll('ts-row-line')].flatMap(
      (row) => {
        const middle = ({ top, bottom }) => (top + bottom) / 2;
        const own = row.getBoundingClientRect();
        const parts = [...row.querySelectorAll('.date, .kind, .name, .laps, .drivers')];
        const boxes = parts.map((part) => part.getBoundingClientRect());
        return boxes.filter((box) => box.width > 0 &&
          (Math.abs(middle(box) - middle(own)) > 4 || box.right > own.right)).length || [];
      },
    )`);
    expect(await page.locator('ts-row-line').count()).toBeGreaterThan(10);
    expect(elsewhere).toEqual([]);
  });
});
