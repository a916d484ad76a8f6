import { Simulator } from '@trackside/simulator';
import * as parsers from '../../libs/liverc-scraper/src/parsers/index.js';
import { fuzz } from '../../scripts/fuzz/fuzz.mjs';
import { judge, rowsShown } from '../../scripts/fuzz/judge.mjs';
import { type Kind, pagesOf } from '../../scripts/fuzz/pages.mjs';

const SLUG = 'tallowick';
/**
 * 120 of each kind: some seconds. `npm run fuzz` tries 100,000, and lets none take a second. Here other
 * suites and the collector of garbage take the processor's time as well.
 */
const HOW = { seed: 20_261_127, pages: 1_680, longestMs: 5_000 };

let kinds: Kind[];

beforeAll(async () => {
  const simulator = new Simulator({ tracks: 60, today: '2026-11-20' });
  const { catalogueUrl } = await simulator.start();
  const ask = async (path: string) => (await fetch(new URL(path, catalogueUrl))).text();
  const [month] = simulator.truth.months(SLUG);
  const date = Array.from(
    { length: 31 },
    (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`,
  )
    .filter((day) => (simulator.truth.day(SLUG, day)?.sessions.length ?? 0) > 5)
    .at(0);
  kinds = await pagesOf(ask, SLUG, date ?? '', parsers);
  await simulator.stop();
});

describe('damaged pages', () => {
  it('are read or refused by every parser: none falls over, calls them empty or loses rows', () => {
    const { outcomes, wrong } = fuzz(kinds, HOW);
    expect(wrong).toEqual([]);
    expect([...outcomes.keys()]).toHaveLength(14);
    for (const { read, empty, refused } of outcomes.values()) {
      expect(read + empty).toBeGreaterThan(30);
      expect(refused).toBeGreaterThan(30);
    }
  });

  it.each<[string, Partial<Kind>, RegExp]>([
    ['falls over', { parse: () => JSON.parse('{') as object }, /it threw SyntaxError/],
    ['calls a page empty', { rows: () => 0 }, /it took a page with \d+ rows for an empty one/],
    ['loses a row', { rows: (page) => kindOf('events').rows(page) - 1 }, /it lost 1 of 1\d\d rows/],
  ])('show a parser that %s', (_fault, change, told) => {
    const { wrong, wrongs } = fuzz([{ ...kindOf('events'), ...change }], { ...HOW, pages: 40 });
    expect(wrongs).toBeGreaterThan(0);
    expect(wrong.join('\n')).toMatch(told);
  });

  it('show a parser that takes longer than it may', () => {
    const parse = () => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      return {};
    };
    expect(judge({ ...kindOf('dashboard'), parse }, '', 1).wrong).toMatch(/it took \d+ ms/);
  });

  it('are the same for the same seed', () => {
    const seen: string[] = [];
    const parse = (html: string) => {
      seen.push(html);
      return { events: [], unreadableRows: 0 };
    };
    const one = [{ ...kindOf('events'), parse, row: null }];
    fuzz(one, { seed: 7, pages: 5 });
    fuzz(one, { seed: 7, pages: 5 });
    expect(seen.slice(5)).toEqual(seen.slice(0, 5));
    expect(new Set(seen).size).toBe(5);
  });
});

describe('the rows that a browser shows of a damaged page', () => {
  const link = (id: number, name = 'Race') =>
    `<tr><td><a href="/results/?p=view_event&id=${id}">${name}</a></td></tr>`;
  const page = (rows: string) => `<html><body><table>${rows}</table></body></html>`;

  it.each([
    ['all of them, written as they are or as entities', link(1) + link(2).replace('&', '&amp;'), 2],
    ['each once', link(1) + link(1), 1],
    ['not the one in half an attribute with its quote', `<tr class="${link(1)}${link(2)}`, 1],
    ['not the one in a comment', `<!-- ${link(1)} -->${link(2)}`, 1],
    ['not the one in a script', `<script>${link(1)}</script>${link(2)}`, 1],
    ['not the one in a template', `<template>${link(1)}</template>${link(2)}`, 1],
    ['also the one that fell out of its table', `</table>${link(1)}<table>${link(2)}`, 2],
  ])('are %s', (_which, rows, count) => {
    const { row } = kindOf('events');
    expect(row && rowsShown(page(rows), row)).toBe(count);
  });
});

function kindOf(name: string): Kind {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw new Error(`no page of the kind ${name}`);
  return kind;
}
