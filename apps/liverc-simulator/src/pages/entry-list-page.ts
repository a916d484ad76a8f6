import { sortName, type Entrant, type EventClass } from '../world/races/race-field.js';
import type { EventDetail } from '../world/races/event-detail.js';
import type { Track } from '../world/tracks.js';
import { printTabs, tabNames, type TabNames } from './class-tabs.js';
import { printEventPage } from './event-heading.js';
import { printStats } from './event-page.js';
import { escapeText } from './print.js';

const HEADS = `<tr>
											<th>#</th>
											<th>Driver</th>
											<th>Transponder #</th>
										</tr>`;

function printScript(classes: readonly EventClass[]): string {
  const tables = classes.map(
    ({ name }) => `
		$('#${tabNames(name).table}').DataTable({ responsive: true, order: [[1, 'asc']], paging: false, info: false });`,
  );
  return `<script>
	$(document).ready(function()
	{${tables.join('')}
	});
</script>

`;
}

function printRow({ racer, transponder }: Entrant, index: number): string {
  return `
											<tr>
												<td>${index + 1}</td>
												<td><span class="hidden">${escapeText(sortName(racer.name))}</span>${escapeText(racer.name)}</td>
												<td>${transponder ?? ''}</td>
											</tr>`;
}

function printTable({ name, entrants }: EventClass, { table }: TabNames): string {
  return `<table id="${table}" class="table table-striped" cellspacing="0" width="100%">
									<thead>
										<tr>
											<th colspan="3">
												<div class="class_header">${escapeText(name)}</div>
												<div class="class_sub_header">Entries: ${entrants.length}</div>
											</th>
										</tr>
										${HEADS}
									</thead>
									<tfoot>
										${HEADS}
									</tfoot>
									<tbody>${entrants.map(printRow).join('')}
									</tbody>
								</table>`;
}

/** Who has entered an event, in which class and with which transponder. */
export function printEntryList(track: Track, detail: EventDetail): string {
  const { event, classes } = detail;
  const body = `<div class="row">
	<div class="col-lg-8">
		<div class="panel panel-default">
			<div class="panel-heading"><i class="fa fa-list fa-fw"></i> Entry List</div>
			<div class="panel-body no_padding">
				${printTabs(classes, ({ name }) => name, printTable, '<br />')}
			</div>
		</div>
	</div>
	
	<div class="col-lg-4">
		${printStats(detail)}
	</div>
</div>`;
  const script = printScript(classes);
  return printEventPage({ track, event, name: 'Entry List', script, body, assets: 'tables' });
}
