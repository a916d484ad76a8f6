import { activityAge, trackStatus, type Activity } from '../world/track-status.js';
import type { Track } from '../world/tracks.js';
import type { World } from '../world/world.js';
import { printPage } from './frame.js';
import { escapeText } from './print.js';

interface Row extends Activity {
  track: Track;
  age: string;
  /** Days since the last event, for the order of the page. */
  eventName: string | undefined;
  eventDate: string;
}

const STATUS_ICONS = {
  racing: 'fa-flag-checkered fa-fw status_2',
  practice: 'fa-clock-o fa-fw status_1',
  idle: 'fa-power-off fa-fw status_0',
} as const;

const STATUS_ORDER = { racing: 0, practice: 1, idle: 2 } as const;

// The legend repeats the rows' icon classes: whoever counts icons over the whole page is wrong.
const LEGEND = `<ul class="list-inline padding_container">
					<li><i class="fa fa-video-camera fa-fw status_video_1"></i> Live Video</li>
					<li><i class="fa fa-star fa-fw status_featured"></i> Featured Event</li>
					<li><i class="fa fa-flag-checkered fa-fw status_2"></i> Racing in Progress</li>
					<li><i class="fa fa-clock-o fa-fw status_1"></i> Open Practicing</li>
					<li><i class="fa fa-power-off fa-fw"></i> No Track Activity</li>
				</ul>`;

const HEAD = `<script>
	$(document).ready(function()
	{
		$('.track_list').DataTable({
			responsive: false,
			paging: true,
			pageLength: 100,
			sort: false,
			info: false
		});
	});
</script>

<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> Track List</h1>
	</div>
</div>

<div class="row">
	<div class="col-lg-6">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-road fa-fw"></i> Tracks</div>
			<div class="panel-body no_padding">
				${LEGEND}
				
				<div class="table-responsive">
				<table class="table table-striped track_list" cellspacing="0" width="100%">
					<thead>
						<tr>
							<th class="col_min">Status</th>
							<th>Track Name</th>
						</tr>
					</thead>
					<tfoot>
						<tr>
							<th>Status</th>
							<th>Track Name</th>
						</tr>
					</tfoot>
					<tbody>`;

const FOOT = `
					</tbody>
				</table>
				</div>
			</div>
		</div>
	</div>
</div>`;

function rowOf(world: World, track: Track): Row {
  const activity = trackStatus(world, track);
  const last = world.eventsOf(track).find((event) => event.startDate <= world.today);
  const age = activityAge(world, track, activity.status);
  return { track, ...activity, age, eventName: last?.name, eventDate: last?.startDate ?? '' };
}

function compareRows(a: Row, b: Row): number {
  return (
    Number(a.track.featured) - Number(b.track.featured) ||
    STATUS_ORDER[a.status] - STATUS_ORDER[b.status] ||
    Number(b.live_video) - Number(a.live_video) ||
    b.eventDate.localeCompare(a.eventDate) ||
    a.track.index - b.track.index
  );
}

function printRow({ track, status, live_video, age, eventName }: Row): string {
  const host = `//${track.linkSlug}.liverc.com/`;
  const star = track.featured ? '<i class="fa fa-star fa-fw status_featured"></i>' : '';
  const event = eventName
    ? `<div class="indent"><small>${escapeText(eventName)}</small></div>`
    : '';
  return `
						<tr class="clickable-row" data-href="${host}${status === 'idle' ? 'results' : 'live'}/">
							<td class="text-nowrap">
								<i class="fa fa-video-camera fa-fw status_video_${live_video ? 1 : 0}"></i>
								<i class="fa ${STATUS_ICONS[status]}"></i>
								${star}
								<br><small><small>${age}</small></small>
							</td>
							<td>
								<span class="hidden">seRC</span><a href="${host}"><strong>${escapeText(track.name)}</strong></a>
								${event}
							</td>
						</tr>`;
}

/** The site's front page: every track, racing first, featured last. */
export function printCatalogue(world: World): string {
  const rows = world.tracks.map((track) => rowOf(world, track)).sort(compareRows);
  return printPage({
    title: 'LiveRC :: Watch Live R/C Car Racing with Scoring and Video :: LiveRC',
    assets: 'tables',
    withoutTrackMenu: true,
    body: HEAD + rows.map(printRow).join('') + FOOT,
  });
}
