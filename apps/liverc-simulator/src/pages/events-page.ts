import type { RaceEvent } from '../world/events.js';
import type { Track } from '../world/tracks.js';
import type { World } from '../world/world.js';
import { printPage } from './frame.js';
import { escapeFully, escapeText, grouped, printShortDate } from './print.js';

const HEADERS = `<tr>
								<th>Event Name</th>
								<th>Date</th>
								<th># Entries</th>
								<th># Drivers</th>
							</tr>`;

// An empty list is printed in two ways, with and without a row that says so.
const NO_DATA = `
							<tr class="odd">
								<td valign="top" colspan="4" class="dataTables_empty">No data available in table</td>
							</tr>`;

function printDates({ startDate, endDate }: RaceEvent): string {
  const first = printShortDate(startDate);
  return startDate === endDate ? first : `${first} to <br>${printShortDate(endDate)}`;
}

function printRow(event: RaceEvent): string {
  return `
							<tr>
								<td><a href="/results/?p=view_event&id=${event.id}">${escapeText(event.name)}</a></td>
								<td><span class="hidden">${event.startDate} ${event.startTime}</span>${printDates(event)}</td>
								<td>${grouped(event.entries)}</td>
								<td>${grouped(event.drivers)}</td>
							</tr>`;
}

function printRows(track: Track, events: readonly RaceEvent[]): string {
  if (events.length === 0 && track.index % 2 === 0) return NO_DATA;
  return events.map(printRow).join('');
}

/** Every event of a track on one page, newest first. */
export function printEvents(world: World, track: Track): string {
  const body = `<script>
	$(document).ready(function()
	{
		$('#events').DataTable({ responsive: true, order: [[1, 'desc']], pageLength: 10 });
	});
</script>

<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-calendar"></span> ${escapeText(track.name)}'s Events</h1>
	</div>
</div>

<div class="row">
	<div class="col-lg-12">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-calendar"></i> Event List</div>
			<div class="panel-body no_padding">
				<div class="table-responsive">
					<table id="events" class="table table-striped" width="100%">
						<thead>
							${HEADERS}
						</thead>
						<tfoot>
							${HEADERS}
						</tfoot>
						<tbody>${printRows(track, world.eventsOf(track))}
						</tbody>
					</table>
				</div>
			</div>
		</div>
	</div>
</div>`;
  const title = `${escapeFully(track.name)} :: Archived Results :: LiveRC`;
  return printPage({ title, assets: 'tables', body });
}
