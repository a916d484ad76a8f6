import type { EntryListPage, RankingPage, RankingRound, RankingRow } from '../src/race-pages.js';
import { printEventFrame, printTabs, type PrintedTab } from './printed-event-frame.js';
import { escape } from './printed-frame.js';
import { printTime } from './printed-race.js';

type EntryClass = EntryListPage['classes'][number];

export function entryClass(values: Partial<EntryClass> = {}): EntryClass {
  return {
    className: '40+ Electric Buggy',
    entryCount: 2,
    entries: [
      { carNumber: 1, driverName: 'ALDO QUIST', transponder: '5550001' },
      { carNumber: 2, driverName: 'BEA MORROW', transponder: '2222363/2' },
    ],
    ...values,
  };
}

/** `LAST, FIRST` for `FIRST LAST`: the key that LiveRC sorts by. */
const sortKey = (name: string): string => name.split(' ').reverse().join(', ');

export function printEntry(entry: EntryClass['entries'][number]): string {
  const name = `<span class="hidden">${escape(sortKey(entry.driverName))}</span>`;
  return [
    `<tr><td>${entry.carNumber ?? ''}</td><td>${name}${escape(entry.driverName)}</td>`,
    `<td>${escape(entry.transponder ?? '')}</td></tr>`,
  ].join('');
}

export interface PrintedEntryList {
  classes?: EntryClass[];
  part?: string;
  trackName?: string;
  eventName?: string;
  /** In place of the tabs, as markup. */
  panelBody?: string;
}

/** An event's entry list. */
export function printEntryList(list: PrintedEntryList = {}): string {
  const { classes = [entryClass()], part = 'Entry List' } = list;
  const tabs = classes.map(({ className, entryCount, entries }) => ({
    className,
    subHeaders: [`Entries: ${entryCount ?? ''}`],
    columns: ['#', 'Driver', 'Transponder #'],
    rows: entries.map(printEntry),
  }));
  const panelBody = list.panelBody ?? printTabs(tabs);
  return printEventFrame({ ...list, part, heading: 'Entry List', panelBody });
}

export function round(values: Partial<RankingRound> = {}): RankingRound {
  const run = { lapCount: 8, totalSeconds: 332.708, status: null };
  return { round: 1, points: 2, ...run, counts: false, ...values };
}

export function rankingRow(values: Partial<RankingRow> = {}): RankingRow {
  return {
    position: 1,
    driverName: 'ALDO QUIST',
    result: '0',
    tieBreaker: '[2] 8/5:20.955 (2)',
    rounds: [round(), round({ round: 2, points: 0, totalSeconds: 320.955, counts: true })],
    ...values,
  };
}

export const printRun = ({ lapCount, totalSeconds, status }: RankingRound): string =>
  `${lapCount}/${printTime(totalSeconds ?? 0)}${status === null ? '' : ` (${status})`}`;

function printRound(one: RankingRound | undefined): string {
  if (!one) return '';
  const text = `${one.points} : ${printRun(one)}`;
  return one.counts ? `<b> ${text} </b>` : text;
}

export interface PrintedRanking {
  title?: string;
  classes?: RankingPage['classes'];
  roundCount?: number;
  trackName?: string;
  eventName?: string;
  /** Rows of the first class, as markup, in place of its own. */
  rows?: string[];
}

/** Qualifying points. */
export function printPoints(ranking: PrintedRanking = {}): string {
  const { title = 'Qual Points (best 1 of 2)', roundCount = 2, classes = [points()] } = ranking;
  const numbers = Array.from({ length: roundCount }, (_, index) => index + 1);
  const tabs = classes.map(({ className, tieBreakerRule, rows }) => ({
    className,
    subHeaders: tieBreakerRule === null ? [] : [`Tie Breaker: ${escape(tieBreakerRule)}`],
    columns: ['#', 'Driver', 'Result', 'Tie Breaker', ...numbers.map((one) => `Round ${one}`)],
    rows: rows.map((row) => {
      const rounds = numbers.map((one) =>
        printRound(row.rounds.find((each) => each.round === one)),
      );
      return printCells([row.position, row.driverName, row.result, row.tieBreaker], rounds);
    }),
  }));
  return printRankingPage({ ...ranking, title }, tabs, 'leaderboard_points');
}

export function points(rows: RankingRow[] = [rankingRow()]): RankingPage['classes'][number] {
  const tieBreakerRule = 'Best Throwout Then Best Result (Used)';
  return { className: '40+ Electric Buggy', tieBreakerRule, rows };
}

/** A row of texts and then of markup. */
export function printCells(texts: (string | number | null)[], markup: string[] = []): string {
  const cells = [...texts.map((text) => escape(`${text ?? ''}`)), ...markup];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** A ranking's page from the tables of its classes. */
export function printRankingPage(
  ranking: PrintedRanking & { title: string },
  tabs: PrintedTab[],
  tableClass: string,
): string {
  const { title, rows } = ranking;
  const [first, ...others] = tabs;
  const own = first && rows ? [{ ...first, rows }, ...others] : tabs;
  const panelBody = printTabs(own, tableClass);
  return printEventFrame({ ...ranking, part: title, heading: title, panelBody });
}
