import { lapsIn, listedLabel, sectionsOf, type EventDetail } from '../world/races/event-detail.js';
import { heatSheets } from '../world/races/heat-sheets.js';
import { rankingsOf, type Ranking } from '../world/races/rankings.js';
import type { Race, Section } from '../world/races/race.js';
import type { Track } from '../world/tracks.js';
import { printEventPage } from './event-heading.js';
import { escapeText, grouped, printMinute, printShortDate } from './print.js';

const OTHER_EVENTS = `
		<a href="/events/"><i class="fa fa-calendar fa-fw"></i> <u>View results from other events</u></a>`;

/** A link to a page of results; some events write its underscores otherwise. */
function hrefOf({ shape }: EventDetail, page: string, id: number, order = ''): string {
  const query = `p=${page}&id=${id}${order && `&o=${order}`}`;
  return `/results/?${shape.encodedLinks ? query.replaceAll('_', '%5F') : query}`;
}

function printLink(href: string, icon: string, text: string): string {
  return `<a href="${href}" class="block"><i class="fa ${icon}"></i> ${escapeText(text)}</a>`;
}

function printTable(head: string, rows: string, columns = ''): string {
  return `
				<div class="table-responsive">
					<table class="table table-hover entry_list_data">
						<thead>
							<tr>
								<th${columns}><span class="class_header">${head}</span></th>
							</tr>
						</thead>
						<tbody>${rows}
						</tbody>
					</table>
				</div>
`;
}

function printRace(detail: EventDetail, race: Race): string {
  const label = listedLabel(detail, race);
  const text = `Race ${race.number}: ${race.eventClass.name}${label === null ? '' : ` (${label})`}`;
  return `
							<tr>
								<td>${printLink(hrefOf(detail, 'view_race_result', race.id), 'fa-trophy', text)}</td>
								<td>${printShortDate(race.date)} at ${printMinute(race.minute)}</td>
							</tr>`;
}

function printSection(detail: EventDetail, section: Section): string {
  const races = detail.races.filter(
    (race) => race.section.title === section.title && !detail.hidden.has(race.id),
  );
  if (races.length === 0) return '';
  return `
							<tr>
								<th>${section.title}</th>
								<th>Time Completed</th>
							</tr>${races
                .reverse()
                .map((race) => printRace(detail, race))
                .join('')}`;
}

function printResults(detail: EventDetail): string {
  const rows = sectionsOf(detail.races)
    .reverse()
    .map((section) => printSection(detail, section));
  return printTable('Race Results', rows.join(''), ' colspan="2"');
}

/** The card with the event's numbers, beside its own page and its entry list. */
export function printStats({ event, races }: EventDetail): string {
  return `<div class="card">
			<div class="card-header">
				<h2><i class="fas fa-chart-line"></i> Event Stats</h2>
			</div>
			<div class="card-body p-0">
				<table class="table table-sm table-borderless m-0">
					<tbody>
						<tr>
							<th>Race Track</th>
							<td>Offroad</td>
						</tr>
						<tr>
							<th>Registrations</th>
							<td>
								Entries: ${grouped(event.entries)}<br />
								Drivers: ${grouped(event.drivers)}							</td>
						</tr>
						<tr>
							<th>Total Race Laps</th>
							<td>${grouped(lapsIn(races))}</td>
						</tr>
					</tbody>
				</table>
			</div>
		</div>`;
}

const RANKING_LINKS: Record<Ranking['kind'], [page: string, icon: string, order: string]> = {
  overall: ['event_overall_ranking', 'fa-trophy', ''],
  qualifying_points: ['view_points', 'fa-th', ''],
  round: ['view_round_ranking', 'fa-list-ol', 'laps_time'],
  multi_main: ['view_multi_main_result', 'fa-trophy', ''],
};

function printLinkRow(link: string): string {
  return `
							<tr>
								<td>${link}</td>
							</tr>`;
}

/** Line-ups of the rounds, the newest first, and of the mains. */
function printLineups(detail: EventDetail, today: string): string {
  const sheets = heatSheets(detail, today);
  const rounds = sheets.filter(({ title }) => title !== 'Main Events').reverse();
  const links = [...rounds, ...sheets.filter((sheet) => !rounds.includes(sheet))];
  const entries = hrefOf(detail, 'view_entry_list', detail.event.id);
  return printTable(
    'Race Lineups &amp; Entry List',
    `
							<tr class="clickable-row" data-href="${entries}">
								<td>${printLink(entries, 'fa-bars', 'Entry List')}</td>
							</tr>${links
                .map(({ id, title }) =>
                  printLinkRow(printLink(hrefOf(detail, 'view_heat_sheet', id), 'fa-list', title)),
                )
                .join('')}`,
  );
}

function printRankings(detail: EventDetail): string {
  const rows = rankingsOf(detail).map(({ kind, id, title }) => {
    const [page, icon, order] = RANKING_LINKS[kind];
    return printLinkRow(printLink(hrefOf(detail, page, id, order), icon, title));
  });
  return rows.length === 0 ? '' : printTable('Overall Results &amp; Rankings', rows.join(''));
}

/** A race event's own page: what it has to show, newest races first. */
export function printEvent(track: Track, detail: EventDetail, today: string): string {
  const body = `<div class="row">
	<div class="col-lg-8">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-list-ol fa-fw"></i> Race Lineups &amp; Results</div>
			<div class="panel-body no_padding">
				${printLineups(detail, today)}${printRankings(detail)}${printResults(detail)}
			</div>
			<!-- /.panel-body -->
		</div>
	</div>
	
	<div class="col-lg-4">
		${printStats(detail)}
	</div>
</div>`;
  return printEventPage({ track, event: detail.event, below: OTHER_EVENTS, body, assets: 'plain' });
}
