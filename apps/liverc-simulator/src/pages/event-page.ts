import type { RaceEvent } from '../world/events.js';
import type { Track } from '../world/tracks.js';
import { printPage } from './frame.js';
import { escapeFully, escapeText, printShortDate } from './print.js';

/** A race event's own page, with the least that tells what it is. */
export function printEvent(track: Track, event: RaceEvent): string {
  const body = `<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> ${escapeText(track.name)}</h1>
		<div class="clearfix">
			<h3 class="page-header text-nowrap pull-left"><span class="fa fa-list-ol"></span> ${escapeText(event.name)}</h3>
			<h5 class="page-header text-nowrap pull-left"><span class="fa fa-calendar"></span> ${printShortDate(event.startDate)}</h5>
		</div>
		<a href="/events/"><i class="fa fa-calendar fa-fw"></i> <u>View results from other events</u></a>
	</div>
</div>

<div class="row">
	<div class="col-lg-4">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-bar-chart fa-fw"></i> Event Stats &amp; Info</div>
			<div class="panel-body no_padding">
				<table class="table table-sm table-borderless m-0">
					<tbody>
						<tr>
							<th>Registrations</th>
							<td>Entries: ${event.entries}<br>Drivers: ${event.drivers}</td>
						</tr>
					</tbody>
				</table>
			</div>
		</div>
	</div>
</div>`;
  const title = `${escapeFully(track.name)} :: ${escapeFully(event.name)} :: LiveRC`;
  return printPage({ title, assets: 'plain', body });
}
