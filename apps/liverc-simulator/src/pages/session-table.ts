import type { Session } from '../world/world.js';
import { escapeText, printClock, printClock24, printLength, printSeconds } from './print.js';

const HEADERS = `<tr>
									<th>Driver<br>Class</th>
									<th>Time</th>
									<th>Laps <br>Length</th>
									<th>Fast<br>Avg</th>
								</tr>`;

export const NO_SESSIONS = 'There are no practice sessions available for the given date.';

export const TABLE_SCRIPT = `<script>
	$(document).ready(function()
	{
		$('.practice_session_list').DataTable({
			responsive: true,
			paging: true,
			pageLength: 25,
			sort: ($(window).width() > 500 ? true : false),
			order: [[1, 'desc']],
			info: false
		});
	});
</script>
`;

function classCell(session: Session): string {
  const { className, transponder } = session.car;
  // Without a transponder the site prints empty brackets or none; both are made.
  const group = transponder ?? (session.id % 2 === 0 ? '' : null);
  return escapeText(className) + (group === null ? '' : ` (${group})`);
}

function printRow(session: Session): string {
  const start = Math.floor(session.startMs / 1000);
  const fast = printSeconds(session.fastestMs);
  return `
								<tr>
									<td><a href="/practice/?p=view_session&id=${session.id}">${escapeText(session.driverName)}</a><br><small>${classCell(session)}</small></td>
									<td><div class="hidden">${session.date} ${printClock24(start)}</div> ${printClock(start)}</td>
									<td data-sort="${session.lapCount}">${session.lapCount}<br>${printLength(session.lengthSeconds)}</td>
									<td data-sort="${fast}">Fast: ${fast}<br>Avg: ${printSeconds(session.averageMs)}</td>
								</tr>`;
}

/** The body of a day's panel: its sessions newest first, or the site's words for none. */
export function printSessionTable(sessions: readonly Session[]): string {
  if (sessions.length === 0) return NO_SESSIONS;
  let rows = '';
  for (let i = sessions.length - 1; i >= 0; i--) rows += printRow(sessions[i] as Session);
  return `<div class="table-responsive">
						<table class="table table-striped practice_session_list" cellspacing="0" width="100%">
							<thead>
								${HEADERS}
							</thead>
							<tfoot>
								${HEADERS}
							</tfoot>
							<tbody>${rows}
							</tbody>
						</table>
					</div>`;
}
