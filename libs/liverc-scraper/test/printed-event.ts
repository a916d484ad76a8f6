import type { EventPage, EventRace, RankingLink } from '../src/race-pages.js';
import { clock12, escape, shortDate } from './printed-frame.js';
import { printEventFrame } from './printed-event-frame.js';

/** A race of an event with invented values; `values` replaces some. */
export function race(values: Partial<EventRace> = {}): EventRace {
  return {
    sourceRaceId: '7000001',
    sectionTitle: 'Main Events',
    section: 'main',
    round: null,
    raceNumber: 14,
    label: '1/8 Nitro Buggy A-Main',
    className: '1/8 Nitro Buggy',
    completedAt: '2031-05-17T17:30',
    ...values,
  };
}

const PAGES: Record<RankingLink['kind'], string> = {
  qualifying_points: 'view_points',
  round: 'view_round_ranking',
  multi_main: 'view_multi_main_result',
  overall: 'event_overall_ranking',
};

/** A link as the event's page has it; the text is escaped. */
export function printLink(href: string, text: string): string {
  return `<a href="${href}" class="block"><i class="fa fa-trophy"></i> ${escape(text)}</a>`;
}

export const raceText = ({ raceNumber, className, label }: EventRace): string => {
  const number = raceNumber === null ? '' : `Race ${raceNumber}: `;
  return className === null ? `${number}${label}` : `${number}${className} (${label})`;
};

/** One row of a race; the time of completion without seconds. */
export function printRaceRow(row: EventRace, text = raceText(row)): string {
  const [date = '', time = ''] = row.completedAt?.split('T') ?? [];
  const completed = row.completedAt === null ? '' : `${shortDate(date)} at ${clock12(time)}`;
  const link = printLink(`/results/?p=view_race_result&id=${row.sourceRaceId}`, text);
  return `<tr><td>${link}</td><td>${completed}</td></tr>`;
}

/** Rows of races under the headings of their sections. */
export function printRaceRows(races: EventRace[]): string {
  let above: string | null = null;
  return races
    .map((row) => {
      const isNew = row.sectionTitle !== above;
      above = row.sectionTitle;
      const head = `<tr><th>${escape(above)}</th><th>Time Completed</th></tr>`;
      return `${isNew ? head : ''}${printRaceRow(row)}`;
    })
    .join('');
}

export function printRanking({ kind, sourceRankingId, order, title }: RankingLink): string {
  const ordered = order === null ? '' : `&o=${order}`;
  const href = `/results/?p=${PAGES[kind]}&id=${sourceRankingId}${ordered}`;
  return `<tr><td>${printLink(href, title)}</td></tr>`;
}

export type PrintedEventPage = Partial<EventPage> & {
  /** The races' rows, as markup. */
  rows?: string;
  /** More rows of rankings, as markup. */
  moreRankings?: string;
  heading?: string;
};

const printTable = (head: string, rows: string): string =>
  [
    '<div class="table-responsive"><table class="table table-hover entry_list_data">',
    `<thead><tr><th colspan="2"><span class="class_header">${head}</span></th></tr></thead>`,
    `<tbody>${rows}</tbody></table></div>`,
  ].join('');

function printStats(event: PrintedEventPage): string {
  const { entryCount, driverCount, raceLapCount } = event.totals ?? {};
  const { raceTrack = 'Offroad' } = event;
  return [
    '<div class="col-lg-4"><div class="card"><h2>Event Stats</h2>',
    '<table class="table table-sm table-borderless m-0"><tbody>',
    `<tr><th>Race Track</th><td>${escape(raceTrack ?? '')}</td></tr>`,
    `<tr><th>Registrations</th><td>Entries: ${entryCount ?? ''}<br/>`,
    `Drivers: ${driverCount ?? ''}</td></tr>`,
    `<tr><th>Total Race Laps</th><td>${raceLapCount?.toLocaleString('en-US') ?? ''}</td></tr>`,
    '</tbody></table></div></div>',
  ].join('');
}

/** An event's page. */
export function printEventPage(event: PrintedEventPage = {}): string {
  const { hasEntryList = true, lineUps = [], rankings = [], races = [race()] } = event;
  const entryList = printLink('/results/?p=view_entry_list&id=500001', 'Entry List');
  const lines = [
    hasEntryList ? `<tr class="clickable-row"><td>${entryList}</td></tr>` : '',
    ...lineUps.map(({ sourceHeatSheetId, title }) => {
      const href = `/results/?p=view_heat_sheet&id=${sourceHeatSheetId}`;
      return `<tr><td>${printLink(href, title)}</td></tr>`;
    }),
  ];
  const ranked = [...rankings.map(printRanking), event.moreRankings ?? ''];
  return printEventFrame({
    trackName: event.trackName,
    eventName: event.name,
    heading: event.heading ?? 'Race Lineups & Results',
    panelBody: [
      printTable('Race Lineups &amp; Entry List', lines.join('')),
      printTable('Overall Results &amp; Rankings', ranked.join('')),
      printTable('Race Results', event.rows ?? printRaceRows(races)),
    ].join(''),
    beside: printStats(event),
  });
}
