import type { PlannedDay } from '../world/practice-plan.js';
import type { Track } from '../world/tracks.js';
import type { World } from '../world/world.js';
import { printPage } from './frame.js';
import {
  escapeFully,
  escapeText,
  grouped,
  printLongDate,
  printMonth,
  printWeekdayDate,
} from './print.js';
import { TABLE_SCRIPT, printSessionTable } from './session-table.js';

export interface CalendarOptions {
  /** Adds the asked month to the list of months even when it has no practice. */
  listAskedMonth?: boolean;
}

const printedOptions = new Map<string, string>();

/** An option that is not selected; the same few hundred serve every track. */
function printOption(month: string): string {
  let option = printedOptions.get(month);
  if (option === undefined) {
    option = `<option value="${month}">${printMonth(month)}</option>`;
    printedOptions.set(month, option);
  }
  return option;
}

function printMonths(months: readonly string[], asked: string, listAsked: boolean): string {
  const listed =
    listAsked && !months.includes(asked) ? [...months, asked].sort().reverse() : months;
  let options = '';
  for (const month of listed) {
    const option = printOption(month);
    options += month === asked ? option.replace('">', '" selected="selected">') : option;
  }
  return options;
}

function printDay({ date, sessionCount }: PlannedDay): string {
  const href = `/practice/?p=session_list&d=${date}`;
  return `
						<tr>
							<td><a href="${href}">${printWeekdayDate(date)}</a></td>
							<td><a href="${href}">${grouped(sessionCount)}</a></td>
						</tr>`;
}

function printDates(track: Track, world: World, month: string, options: CalendarOptions): string {
  const months = printMonths(world.monthsOf(track), month, options.listAskedMonth ?? false);
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-calendar fa-fw"></i> Practice Dates for ${printMonth(month)}</div>
			<div class="panel-body no_padding">
				<p class="form-inline padding_container">
					Select different month:
					<select id="available_session_months" class="form-control input-sm">
						${months}
					</select>
				</p>
				
				<table class="table">
					<tbody>
						<tr>
							<th>Date</th>
							<th># Sessions</th>
						</tr>${world.daysOf(track, month).map(printDay).join('')}
					</tbody>
				</table>
			</div>
		</div>`;
}

// Beside every month the page shows today's sessions, whatever month was asked for.
function printToday(track: Track, world: World): string {
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-clock-o fa-fw"></i> Practice Sessions on ${printLongDate(world.today)}</div>
			<div class="panel-body no_padding">
				${printSessionTable(world.sessionsOf(track, world.today))}
			</div>
		</div>`;
}

/** @param month `YYYY-MM`; a month without practice has its own heading and no rows */
export function printCalendar(
  world: World,
  track: Track,
  month: string,
  options: CalendarOptions = {},
): string {
  const body = `${TABLE_SCRIPT}
<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> ${escapeText(track.name)}</h1>
		<h3 class="page-header"><span class="fa fa-clock-o"></span> Practice Sessions</h3>
	</div>
</div>

<div class="row">
	<div class="col-lg-4">
		${printDates(track, world, month, options)}
	</div>
	
	<div class="col-lg-8">
		${printToday(track, world)}
	</div>
</div>`;
  const title = `${escapeFully(track.name)} :: Practice Sessions for ${printMonth(month)} :: LiveRC`;
  return printPage({ title, assets: 'charts', body });
}
