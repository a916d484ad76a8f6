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

const ORDINALS = ['th', 'st', 'nd', 'rd'];

/** A main of several legs: what of its classes counts is not printed. */
export function printMultiMain(
  ranking: PrintedRanking & { completed?: string; legs?: string[] } = {},
): string {
  const { title = '1/8 Electric Buggy Triple A-Main Results', legs = ['A1', 'A2', 'A3'] } = ranking;
  const { classes = [multiMain()], completed = 'Completed: 3 of 3' } = ranking;
  const tabs = classes.map(({ className, tieBreakerRule, rows }) => ({
    className,
    subHeaders: [`Tie Breaker: ${tieBreakerRule ?? ''} &nbsp; ${completed}`],
    columns: ['Pos', 'Seeded', 'Driver', 'Points', ...legs],
    rows: rows.map((row) => {
      const cells = legs.map((_, index) => {
        const leg = row.rounds.find((one) => one.round === index + 1);
        const ordinal = ORDINALS[leg?.points ?? 0] ?? 'th';
        return leg ? `${leg.points}${ordinal} (${leg.points}pts) : ${printRun(leg)}` : '';
      });
      return printCells([row.position, 1, row.driverName, row.result], cells);
    }),
  }));
  return printRankingPage({ ...ranking, title }, tabs, 'multi_main');
}

export function multiMain(
  rows: RankingRow[] = [
    rankingRow({
      result: '3',
      tieBreaker: null,
      rounds: [
        round({ points: 1, lapCount: 16, totalSeconds: 601.133, counts: null }),
        round({ round: 2, points: 2, lapCount: 16, totalSeconds: 603.5, counts: null }),
        round({ round: 3, points: 8, lapCount: 0, totalSeconds: 0, counts: null }),
      ],
    }),
  ],
): RankingPage['classes'][number] {
  return { className: '1/8 Electric Buggy A-Main', tieBreakerRule: 'IFMAR/ROAR', rows };
}

const sortable = (key: string, text: string): string => `<div class="hidden">${key}</div>${text}`;

/** A round's ranking: hidden keys to sort by, `9999` where there is nothing. */
export function printRoundRanking(ranking: PrintedRanking = {}): string {
  const { title = 'Qualifier Round 1 Rankings', classes = [roundRanking()] } = ranking;
  const tabs = classes.map(({ className, rows }) => ({
    className,
    columns: [
      ...['Pos', 'Driver', 'Laps/Time', 'Top 2 Consecutive', 'Top 3 Consecutive'],
      ...['Top 5 Average', 'Fastest Lap', 'Avg Lap', 'Heat'],
    ],
    rows: rows.map((row) => {
      const [only] = row.rounds;
      const run = only ? sortable('8', printRun(only)) : sortable('9999', '');
      const figures = ['62.1', '93.2', '31.4', '30.9', '32.2'].map((text) => sortable(text, text));
      const heat = '<a href="/results/?p=view_race_result&id=7000001">Race 3</a>';
      return printCells([row.position, row.driverName], [run, ...figures, heat]);
    }),
  }));
  return printRankingPage({ ...ranking, title }, tabs, 'round_rankings');
}

export function roundRanking(
  rows: RankingRow[] = [
    rankingRow({ result: '8/5:32.708', tieBreaker: null, rounds: [run1()] }),
    rankingRow({
      position: 2,
      driverName: 'BEA MORROW',
      result: null,
      tieBreaker: null,
      rounds: [],
    }),
  ],
): RankingPage['classes'][number] {
  return { className: '40+ Electric Buggy', tieBreakerRule: null, rows };
}

export const run1 = (): RankingRound => round({ points: null, counts: null });

/** An event's overall ranking. */
export function printOverall(ranking: PrintedRanking = {}): string {
  const { title = 'Final Results', classes = [overall()] } = ranking;
  const tabs = classes.map(({ className, rows }) => ({
    className,
    columns: ['Pos', 'Brand', 'Country', 'Driver', 'Result', 'Race'],
    rows: rows.map((row) =>
      printCells([row.position, '', 'NZ', row.driverName, row.result, 'A Main']),
    ),
  }));
  return printRankingPage({ ...ranking, title }, tabs, 'leaderboard_points');
}

export function overall(): RankingPage['classes'][number] {
  const common = { tieBreaker: null, rounds: [] };
  const rows = [
    rankingRow({ ...common, result: '[2] [1] 17/10:02.843' }),
    rankingRow({ ...common, position: 2, driverName: "CY O'DELL", result: '[1] 50/30:07.805' }),
  ];
  return { className: '40+ Electric Buggy', tieBreakerRule: null, rows };
}
