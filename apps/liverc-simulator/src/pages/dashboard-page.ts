import { dateOfDayNumber, dayNumberOf } from '../world/dates.js';
import { Random } from '../world/random.js';
import { trackStatus, type TrackStatus } from '../world/track-status.js';
import type { Track } from '../world/tracks.js';
import { STREETS } from '../world/vocabulary.js';
import type { World } from '../world/world.js';
import { printPage } from './frame.js';
import { escapeFully, escapeText, grouped } from './print.js';

const OFFLINE = '\n\t\t\t\t\t\t\t\t\tTrack is Offline\t\t\t\t';

const LIVE_TEXTS: Record<TrackStatus, string> = {
  racing: '<i class="fa fa-check"></i></div>\n\t\t\t\t\t\t<div class="stats">LIVE (Racing)',
  practice: '<i class="fa fa-check"></i></div>\n\t\t\t\t\t\t<div class="stats">LIVE (Practice)',
  idle: '<i class="fa fa-times"></i></div>\n\t\t\t\t\t\t<div class="stats">' + OFFLINE,
};

function printPanel(
  href: string,
  colour: string,
  icon: string,
  huge: string,
  link: string,
): string {
  return `
	<a href="${href}">
		<div class="col-lg-3 col-md-6 col-xs-6">
		<div class="panel panel-${colour}">
			<div class="panel-heading">
				<div class="row">
					<div class="col-xs-3"><i class="fa ${icon} fa-4x"></i></div>
					<div class="col-xs-9 text-right">
						<div class="huge">${huge}</div>
					</div>
				</div>
			</div>
			<div class="panel-footer">
				<span class="pull-left"><u>${link}</u></span>
				<span class="pull-right"><i class="fa fa-arrow-circle-right"></i></span>
				<div class="clearfix"></div>
			</div>
		</div>
	</div>
	</a>`;
}

const counted = (count: number, caption: string) =>
  `${grouped(count)}</div>\n\t\t\t\t\t\t<div class="stats">${caption}`;

/** Sessions of the last 30 days, which is what the site seems to call "this month". */
function recentSessions(world: World, track: Track): number {
  const first = dateOfDayNumber(dayNumberOf(world.today) - 29);
  const months = new Set([world.today.slice(0, 7), first.slice(0, 7)]);
  return [...months]
    .flatMap((month) => world.daysOf(track, month))
    .filter(({ date }) => date >= first)
    .reduce((sum, { sessionCount }) => sum + sessionCount, 0);
}

function printPanels(world: World, track: Track): string {
  const first = dateOfDayNumber(dayNumberOf(world.today) - 29);
  const recent = world.eventsOf(track).filter(({ startDate }) => startDate >= first);
  const results = recent.filter(({ startDate }) => startDate <= world.today).length * 12;
  const { status, live_video } = trackStatus(world, track);
  const sessions = counted(recentSessions(world, track), 'Sessions This Month');
  const videos = counted(live_video ? 1 : 0, 'Videos This Month');
  const raced = counted(results, 'Results This Month');
  return [
    printPanel('/live/', 'red', 'fa-hourglass', LIVE_TEXTS[status], 'Go to Live Interface'),
    printPanel('/results/', 'green', 'fa-list-ol', raced, 'View Current Event'),
    printPanel('/practice/', 'primary', 'fa-clock-o', sessions, 'View Practice Sessions'),
    printPanel('/videos/', 'yellow', 'fa-video-camera', videos, 'Watch Videos'),
  ].join('');
}

function printLifetime(world: World, track: Track): string {
  const events = world.eventsOf(track).filter(({ startDate }) => startDate <= world.today);
  const entries = events.reduce((sum, event) => sum + event.entries, 0);
  const sessions = world
    .monthsOf(track)
    .flatMap((month) => world.daysOf(track, month))
    .reduce((sum, { sessionCount }) => sum + sessionCount, 0);
  const races = events.length * 12;
  const rows: [string, number][] = [
    ['Laps', sessions * 13 + races * 90],
    ['Practice Sessions', sessions],
    ['Races', races],
    ['Entries', entries],
    ['Events', events.length],
  ];
  return rows
    .map(
      ([name, count]) => `
						<tr>
							<th>${name}</th>
							<td class="text-right">${grouped(count)}</td>
						</tr>`,
    )
    .join('');
}

function entities(text: string): string {
  return [...text].map((letter) => `&#${letter.codePointAt(0)};`).join('');
}

function printAbout(world: World, track: Track): string {
  const random = new Random(world.seed, 'address', track.index);
  const street = random.pick(STREETS);
  const postcode = String(random.int(1000, 99_999)).padStart(5, '0');
  const place = `${track.slug.charAt(0).toUpperCase()}${track.slug.slice(1)}`;
  const host = `${track.slug}.example`;
  const name = escapeText(track.name);
  // The map's address has raw spaces, as on the real site.
  return `
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-flag fa-fw"></i> About ${name}</div>
			<div class="panel-body">
				<div class="row">
					<div class="col-sm-4">
						<address class="small">
					<strong>${name}</strong>
					<br>${street}							<br>${place} ${postcode}							<br>${track.country.name}							<br>
					<br><abbr title="Phone">P:</abbr> N/A							<br><abbr title="E-Mail">E:</abbr> <a href="javascript:noSpam('info', '${host}');" target="_blank">${entities(`info@${host}`)}</a>						</address>
					</div>
					<div class="col-sm-8">
											</div>
				</div>
			</div>
		</div>
		
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-map-marker fa-fw"></i> Track Map</div>
			<div class="panel-body no-padding">
				<iframe width="100%" frameborder="0" style="border: 0" src="https://www.google.com/maps/embed/v1/place?key=none&q=${street},${place},+${postcode},${track.country.code}" allowfullscreen></iframe>
			</div>
		</div>`;
}

/** A track's front page. The laps of its lifetime are an estimate; nothing else counts them. */
export function printDashboard(world: World, track: Track): string {
  const body = `<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-dashboard"></span> ${escapeText(track.name)}'s Dashboard</h1>
	</div>
</div>

<!-- Dashboard -->
<div class="row dashboard_panels">
	${printPanels(world, track)}
</div>

<div class="row">
	
	<div class="col-lg-8">
		${printAbout(world, track)}
	</div>
	
	<div class="col-lg-4">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-line-chart fa-fw"></i> Lifetime Track Stats</div>
			<div class="panel-body no_padding">
				<table class="table">
					<tbody>${printLifetime(world, track)}
					</tbody>
				</table>
			</div>
		</div>
	</div>
	
</div>`;
  const title = `${escapeFully(track.name)} :: Broadcast and Results :: LiveRC`;
  return printPage({ title, assets: 'plain', body });
}
