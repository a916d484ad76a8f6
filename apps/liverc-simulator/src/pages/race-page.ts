import { resultRows, type Gap, type ResultRow } from '../world/races/race-results.js';
import type { EventDetail } from '../world/races/event-detail.js';
import type { Race, Section } from '../world/races/race.js';
import type { Track } from '../world/tracks.js';
import { pad2 } from '../world/dates.js';
import { printEventPage } from './event-heading.js';
import { escapeText, printLapTime, printLapsTime, printSeconds } from './print.js';
import { printRaceScript } from './race-script.js';

const SCRIPT = `<script>
	$(document).ready(function()
	{
		$('.race_result').DataTable(
		{
			'responsive': true,
			'paging': false,
			'filter': false,
			'sort': ($(window).width() > 500 ? true : false),
			'info': false
		});
	});
</script>

`;

function headers(fastest: string): string {
  const names = `Pos,Driver,Qual,Laps/Time,Behind,${fastest},Avg Lap,Avg Top 5,Avg Top 10,Avg Top 15`;
  return `<tr>${`${names},Top 3 Consecutive,Std. Deviation,Consistency`
    .split(',')
    .map((name) => `\n									<th>${name}</th>`)
    .join('')}
								</tr>`;
}

const HEAD = headers('Fastest Lap');
const FOOT = headers('Fastest Lap <sup>(Lap #)</sup>');

const SECTION_LETTERS = { practice: 'P', seeding: 'S', qualifying: 'Q', semi: 'SF', main: 'M' };

/** `M1`, `Q2` */
function shortSection({ kind, round }: Section): string {
  return `${SECTION_LETTERS[kind]}${round ?? 1}`;
}

/** `30:00`, `1:00:00`; a race has whole seconds, and minutes always. */
function printRaceLength(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = pad2(seconds % 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${pad2(minutes % 60)}:${rest}`;
}

function printGap(gap: Gap | null): string {
  if (gap === null) return '';
  if ('ms' in gap) return printSeconds(gap.ms);
  return `${gap.laps} Lap${gap.laps === 1 ? '' : 's'}`;
}

function timeCell(ms: number | null): string {
  const visible = ms === null ? '' : printLapTime(ms);
  return `
										<td><div class="hidden">${printSeconds(ms)}</div>${visible}</td>`;
}

/** Rounded to two decimals from three, halves up: not from the exact value. */
function printHundredths(thousandths: number | null): string {
  if (thousandths === null) return '';
  return (Math.floor((thousandths + 5) / 10) / 100).toFixed(2);
}

function driverCell({ run }: ResultRow): string {
  const { id, name } = run.entrant.racer;
  const link = `
																							<br /><span class="text-nowrap"><small><small><a href="#" data-driver-id="${id}" class="driver_laps"><span class="fa fa-eye"></span> View Laps</a></small></small></span>`;
  return `<td>
											<span class="car_num">${run.carNumber}</span>
											<span class="driver_name">${escapeText(name)}</span>${run.laps.length > 0 ? link : ''}
																					</td>`;
}

function printRow(row: ResultRow): string {
  const { run, position, figures } = row;
  const laps = run.laps.length;
  const fastest =
    figures.fastestMs === null
      ? ''
      : `${printSeconds(figures.fastestMs)}<sup>${figures.fastestLap}</sup>`;
  const consistency = printHundredths(figures.consistencyThousandths);
  return `
																	<tr>
										<td>${position ?? run.word}</td>
										${driverCell(row)}
										<td>${run.carNumber}</td>
										<td>${laps === 0 ? '0' : printLapsTime(laps, run.totalMs)}</td>
										<td>${printGap(row.ahead)}</td>
										<td>${fastest}</td>${timeCell(figures.averageMs)}${timeCell(figures.top5Ms)}${timeCell(figures.top10Ms)}${timeCell(figures.top15Ms)}${timeCell(figures.top3ConsecutiveMs)}
										<td>${printHundredths(figures.deviationMs)}</td>
										<td>${consistency && `${consistency}%`}</td>
									</tr>`;
}

function printTable(race: Race, title: string, rows: readonly ResultRow[]): string {
  return `<div class="table-responsive">
						<table class="table table-striped race_result" cellspacing="0" width="100%">
							<thead>
								<tr>
									<th colspan="14">
										<div class="race_num" style="background: #00FA00;color: black;">${race.number}</div>
										<div class="race_info">
											<span class="class_header">${escapeText(title)}</span><br />
											<span class="class_sub_header">Round: ${race.section.title}</span><br />
											<span class="class_sub_header">Length: ${printRaceLength(race.lengthSeconds)} Timed</span>
										</div>
									</th>
								</tr>
								${HEAD}
							</thead>
							<tfoot>
								${FOOT}
							</tfoot>
							<tbody>${rows.map(printRow).join('')}
															</tbody>
						</table>
					</div>`;
}

function printChart(drivers: number): string {
  return `<div class="panel panel-default">
				<div class="panel-heading"><i class="fa fa-area-chart"></i> Lap-by-Lap Position Graph</div>
				<div class="panel-body">
					<div class="flot-chart">
						<div class="flot-chart-content" id="chart_position_by_laps"></div>
					</div>
				</div>
			</div>
			<script type="text/javascript">
				$(document).ready(function()
				{
					var plotObj = $.plot($("#chart_position_by_laps"), positionData, { tooltip: true, yaxis: { min: 1, max: ${drivers} } });
				});
			</script>`;
}

/** A race that has been run, and its event. */
export interface FoundRace {
  detail: EventDetail;
  race: Race;
}

/** The result of one race, with every lap of every driver. */
export function printRace(track: Track, { detail, race }: FoundRace): string {
  const rows = resultRows(race);
  const title = race.label;
  const heading = `${escapeText(title)} Results [${shortSection(race.section)} Race #${race.number}]`;
  const body = `<div class="row">
	
	<div class="col-lg-12">
		
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-trophy"></i> ${heading}</div>
			<div class="panel-body no_padding">
				
									
					${printRaceScript(race, rows)}
					
					${printTable(race, title, rows)}
					
								
			</div>
		</div>
		
				
					
			${printChart(rows.length)}
			
				
	</div>
	
</div>`;
  const { event } = detail;
  return printEventPage({ track, event, name: title, script: SCRIPT, body, assets: 'charts' });
}
