import type { RaceEvent } from '../world/events.js';
import type { Track } from '../world/tracks.js';
import { printPage, type Frame } from './frame.js';
import { escapeFully, escapeText, printShortDate } from './print.js';

export function printDates({ startDate, endDate }: RaceEvent): string {
  const first = printShortDate(startDate);
  return startDate === endDate ? first : `${first} to ${printShortDate(endDate)}`;
}

/** Heading of every page of an event: track, event and dates. */
function printHeading(track: Track, event: RaceEvent, below: string): string {
  return `<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-road"></span> ${escapeText(track.name)}</h1>
		<div class="clearfix">
			<h3 class="page-header text-nowrap pull-left"><span class="fa fa-list-ol"></span> ${escapeText(event.name)}</h3>
			<h5 class="page-header text-nowrap pull-left"><span class="fa fa-calendar"></span> ${printDates(event)}</h5>
		</div>${below}
	</div>
</div>

<div class="row">
	</div>
`;
}

export interface EventPage {
  track: Track;
  event: RaceEvent;
  /** What the page is; the event's own page has none. */
  name?: string;
  /** Printed before the heading. */
  script?: string;
  /** Printed in the heading, below the dates. */
  below?: string;
  body: string;
  assets: Frame['assets'];
}

/** A page of an event, with its title in three or four parts. */
export function printEventPage(page: EventPage): string {
  const { track, event, name, script = '', below = '', body, assets } = page;
  const parts = [track.name, event.name, ...(name === undefined ? [] : [name])];
  return printPage({
    title: `${parts.map(escapeFully).join(' :: ')} :: LiveRC`,
    assets,
    body: `${script}${printHeading(track, event, below)}\n${body}`,
  });
}

/** The panel that fills a page of results. */
export function printPanel(icon: string, heading: string, content: string): string {
  return `<div class="row">
	
	<div class="col-lg-12">
		
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa ${icon}"></i> ${heading}</div>
			<div class="panel-body no_padding">
				
									
					${content}
					
								
			</div>
		</div>
		
	</div>
	
</div>`;
}

/** Makes DataTables of a page's tables, as the site does. */
export function tableScript(table: string): string {
  return `<script>
	$(document).ready(function()
	{
		$('.${table}').DataTable(
		{
			'responsive': true,
			'paging': false,
			'filter': false,
			'sort': false,
			'info': false
		});
	});
</script>

`;
}
