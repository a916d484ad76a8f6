import { UNKNOWN_CLASS, UNKNOWN_DRIVER } from '../world/drivers.js';
import type { Track } from '../world/tracks.js';
import type { Session, World } from '../world/world.js';
import { printPage } from './frame.js';
import {
  escapeFully,
  escapeText,
  grouped,
  phpJson,
  printClock,
  printDuration,
  printLongDate,
  printSeconds,
} from './print.js';
import { TABLE_SCRIPT, printSessionTable } from './session-table.js';

interface ClassSummary {
  laps: number;
  fastest: Session | null;
}

function summariseClasses(sessions: readonly Session[]): [string, ClassSummary][] {
  const classes = new Map<string, ClassSummary>();
  for (const session of sessions) {
    const summary = classes.get(session.car.className) ?? { laps: 0, fastest: null };
    summary.laps += session.lapCount;
    summary.fastest = fasterOf(summary.fastest, session);
    classes.set(session.car.className, summary);
  }
  return [...classes].sort(([a], [b]) => (a < b ? -1 : 1));
}

function fasterOf(best: Session | null, session: Session): Session | null {
  if (session.fastestMs === null) return best;
  return best === null || session.fastestMs < (best.fastestMs as number) ? session : best;
}

function printChart(classes: readonly [string, ClassSummary][]): string {
  const data = classes.map(([label, { laps }]) => `{label: ${phpJson(label)}, data: ${laps}}`);
  return `<script type="text/javascript">
								$(document).ready(function()
								{
									function tooltipFormatter(label, xval, yval, flotItem)
									{
										return '<div class="chart_tooltip">%p.0% (%y.0 laps), %s</div>';
									}
									
									var data = [${data.join(', ')}];
									
									var plotObj = $.plot($('#chart_laps_by_class'), data, {
										series: { pie: { show: true, radius: 1 } },
										legend: { show: false }
									});
								});
								</script>`;
}

function field(name: string, value: string | number): string {
  return `
						<tr>
							<th>${name}</th>
							<td>${value}</td>
						</tr>`;
}

function printTotals(sessions: readonly Session[], classCount: number): string {
  const drivers = new Set(sessions.map((session) => session.driverName));
  drivers.delete(UNKNOWN_DRIVER);
  const drivenMs = sessions.reduce((sum, session) => sum + session.drivenMs, 0);
  const laps = sessions.reduce((sum, session) => sum + session.lapCount, 0);
  const startOf = (session: Session | undefined) =>
    printClock(Math.floor((session as Session).startMs / 1000));
  const range = [
    `First Session: ${startOf(sessions[0])}<br>`,
    `Last Session: ${startOf(sessions.at(-1))}<br>`,
  ];
  return [
    field('Total Laps', grouped(laps)),
    field('Total Track Time', printDuration(Math.round(drivenMs / 1000))),
    field('Unique Drivers', drivers.size),
    field('Unique Classes', classCount),
    field('Time Range', range.join('')),
  ].join('');
}

function printStats(date: string, sessions: readonly Session[], classes: [string, ClassSummary][]) {
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-line-chart fa-fw"></i> Practice Stats for ${printLongDate(date)}</div>
			<div class="panel-body no_padding">
				<table class="table">
					<tbody>${printTotals(sessions, classes.length)}
						<tr>
							<th colspan="2">
								Laps-by-Class
								<div class="flot-chart"><div class="flot-chart-content" id="chart_laps_by_class"></div></div>
								${printChart(classes)}
							</th>
						</tr>
					</tbody>
				</table>
			</div>
		</div>`;
}

function linkTo(session: Session): string {
  return `<a href="/practice/?p=view_session&id=${session.id}">${printSeconds(session.fastestMs)}</a>`;
}

// The leaderboard's links look like those of the rows: whoever scans the page for links finds more.
function printLeaderboard(date: string, classes: readonly [string, ClassSummary][]): string {
  const ranked = classes.filter(([name, { fastest }]) => name !== UNKNOWN_CLASS && fastest);
  const best = ranked.map(([, { fastest }]) => fastest as Session);
  const overall = best.reduce<Session | null>(fasterOf, null);
  if (!overall) return '';
  const rows = ranked.map(([name, { fastest }]) => {
    const driver = escapeText((fastest as Session).driverName);
    return `
						<tr>
							<th>${escapeText(name)}</th>
							<td>${linkTo(fastest as Session)} <small>(${driver})</small></td>
						</tr>`;
  });
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-car fa-fw"></i> Practice Leaderboard for ${printLongDate(date)}</div>
			<div class="panel-body no_padding">
				<table class="table">
					<tbody>
						<tr>
							<th>Overall Fastest</th>
							<td>${linkTo(overall)} (<small>${escapeText(overall.driverName)}</small>)<br><small>${escapeText(overall.car.className)}</small></td>
						</tr>${rows.join('')}
					</tbody>
				</table>
			</div>
		</div>`;
}

function printSidePanels(date: string, sessions: readonly Session[]): string {
  if (sessions.length === 0) return '';
  const classes = summariseClasses(sessions);
  return printStats(date, sessions, classes) + printLeaderboard(date, classes);
}

/** @param date `YYYY-MM-DD`; a day without practice says so and has no panels at its side */
export function printDay(world: World, track: Track, date: string): string {
  const sessions = world.sessionsOf(track, date);
  const longDate = printLongDate(date);
  const body = `${TABLE_SCRIPT}
<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> ${escapeText(track.name)}</h1>
		<div class="clearfix">
			<h3 class="page-header text-nowrap pull-left"><span class="fa fa-clock-o"></span> Practice Sessions</h3>
			<h5 class="page-header text-nowrap pull-left"><span class="fa fa-calendar"></span> ${longDate}</h5>
		</div>
	</div>
</div>

<div class="row">
	<div class="col-lg-8">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-clock-o fa-fw"></i> Practice Sessions on ${longDate}</div>
			<div class="panel-body no_padding">
					${printSessionTable(sessions)}
			</div>
		</div>
	</div>
	
	<div class="col-lg-4">
		${printSidePanels(date, sessions)}
	</div>
</div>`;
  const title = `${escapeFully(track.name)} :: Practice Sessions on ${longDate} :: LiveRC`;
  return printPage({ title, assets: 'charts', body });
}
