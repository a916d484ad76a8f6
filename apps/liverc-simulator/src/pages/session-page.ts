import { crossingsOf, endOf } from '../world/session-clock.js';
import { isValidLap } from '../world/sessions.js';
import { detailFigures, type DetailFigures } from '../world/session-figures.js';
import { dateOfDayNumber, dayNumberOf } from '../world/dates.js';
import type { Track } from '../world/tracks.js';
import type { Session } from '../world/world.js';
import { printPage } from './frame.js';
import {
  escapeFully,
  escapeText,
  phpJson,
  printClock,
  printClock24,
  printLength,
  printLongDate,
  printSeconds,
} from './print.js';

function field(name: string, value: string | number): string {
  return `
						<tr>
							<th>${name}</th>
							<td>${value}</td>
						</tr>`;
}

function averagesCell(figures: DetailFigures): string {
  const { consistencyPercent } = figures;
  const consistency = consistencyPercent === null ? '' : `${consistencyPercent.toFixed(3)}%`;
  return `
								Avg: ${printSeconds(figures.averageMs)}<br>
								Top 5: ${printSeconds(figures.top5Ms)}<br>
								Top 10: ${printSeconds(figures.top10Ms)}<br>
								Top 15: ${printSeconds(figures.top15Ms)}<br>
								Std Deviation: ${printSeconds(figures.deviationMs)}<br>
								Consistency: ${consistency}<br>
							`;
}

function timeCell(session: Session, start: number): string {
  return `
								Date: ${printLongDate(session.date)}<br>
								Start: ${printClock(start)}<br>
								End: ${printClock(endOf(session))}<br>
								Length of Session: ${printLength(session.lengthSeconds)}
							`;
}

function rangeCell({ car }: Session): string {
  return `
								${printLength(car.validMinSeconds)} to ${printLength(car.validMaxSeconds)}<br>
								<small>(lap times outside of this range are maked as "invalid")</small>
							`;
}

function printFields(session: Session, figures: DetailFigures, start: number): string {
  return [
    field('Driver', escapeText(session.driverName)),
    field('Class', escapeText(session.car.className)),
    field('Transponder', session.car.transponder ?? ''),
    field('Session Time', timeCell(session, start)),
    field('Num Laps', session.lapCount),
    field('Fastest Lap', printSeconds(figures.fastestMs)),
    field('Top 3 Consec', printSeconds(figures.top3ConsecutiveMs)),
    field('Averages', averagesCell(figures)),
    field('Valid Lap Range', rangeCell(session)),
  ].join('');
}

function printLapList(session: Session, fastestMs: number | null): string {
  const fastest = session.laps.findIndex(
    (lap) => lap === fastestMs && isValidLap(session.car, lap),
  );
  const spans = session.laps.map((lap, index) => {
    const mark = index === fastest ? ' class="fast_lap"' : '';
    const star = isValidLap(session.car, lap) ? '' : '*';
    return `<div>
						<span${mark}>Lap ${index + 1}: ${printSeconds(lap)}${star}</span>
					</div>`;
  });
  return spans.join('');
}

/** The laps as the page's script holds them: one line of JSON, every value a string. */
function lapsJson(session: Session): string {
  const crossings = crossingsOf(session);
  const laps = session.laps.map((lap, index) => {
    const crossing = crossings[index] as number;
    const nextDay = dateOfDayNumber(dayNumberOf(session.date) + 1);
    const date = crossing < 86_400 ? session.date : nextDay;
    const [year, month, day] = date.split('-');
    return {
      x: String(index + 1),
      lap_time: printSeconds(lap),
      date,
      time: printClock24(crossing),
      date_time_display: `${month}/${day}/${year} ${printClock(crossing)}`,
      time_display: printClock(crossing),
      is_valid: isValidLap(session.car, lap) ? '1' : '0',
    };
  });
  return phpJson(laps);
}

function printGraph(session: Session): string {
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-area-chart"></i> Lap-by-Lap Graph</div>
			<div class="panel-body">
				<div class="flot-chart flot-chart-modal">
					<div class="flot-chart-content" id="chart_driver_laps"></div>
					<script type="text/javascript">
					$(document).ready(function()
					{
						function lapTimeLabelFormatter(label, xval, yval, flotItem)
						{
							return '<div class="chart_tooltip">Lap ' + xval + ': ' + yval + '</div>';
						}
						
						var lapsObj = ${lapsJson(session)};
						var laps = [];
						for (var x in lapsObj)
						{
							laps.push([lapsObj[x].x, lapsObj[x].lap_time]);
						}
						var plotObj = $.plot($('#chart_driver_laps'), [laps], { tooltip: true });
					});
					</script>
				</div>
			</div>
		</div>`;
}

function printLaps(session: Session, fastestMs: number | null): string {
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-bar-chart-o"></i> Lap Times</div>
			<div class="panel-body">
				<div class="laps_list clearfix">
					${printLapList(session, fastestMs)}
				</div>
				<div><em><small>* indicates an invalid lap (not counted in stats)</small></em></div>
			</div>
		</div>`;
}

function printHeading(track: Track, driver: string, clock: string): string {
  return `<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> ${escapeText(track.name)}</h1>
		<div class="clearfix">
			<h3 class="page-header text-nowrap pull-left"><span class="fa fa-clock-o"></span> Practice Session (${driver})</h3>
			<h5 class="page-header text-nowrap pull-left"><span class="fa fa-calendar"></span> ${clock}</h5>
		</div>
	</div>
</div>
`;
}

/** A session's own page: its figures count valid laps, its number of laps and length count all. */
export function printSession(track: Track, session: Session): string {
  const figures = detailFigures(session);
  const start = Math.floor(session.startMs / 1000);
  const clock = printClock(start);
  const driver = escapeText(session.driverName);
  const body = `${printHeading(track, driver, clock)}
<div class="row">
	<div class="col-lg-6">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-user"></i> ${driver} (${clock})</div>
			<div class="panel-body no_padding">
				<table class="table">
					<tbody>${printFields(session, figures, start)}
					</tbody>
				</table>
			</div>
		</div>
	</div>
	
	<div class="col-lg-6">
		${printLaps(session, figures.fastestMs)}
		${printGraph(session)}
	</div>
</div>`;
  const moment = `${printLongDate(session.date)} at ${clock}`;
  const name = `Practice Session for ${escapeFully(session.driverName)} on ${moment}`;
  const title = `${escapeFully(track.name)} :: ${name} :: LiveRC`;
  return printPage({ title, assets: 'charts', body });
}
