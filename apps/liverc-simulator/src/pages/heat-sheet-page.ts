import type { EventDetail } from '../world/races/event-detail.js';
import type { GridRow, HeatSheet } from '../world/races/heat-sheets.js';
import type { Track } from '../world/tracks.js';
import { printEventPage, printPanel } from './event-heading.js';
import { escapeText, printLapsTime } from './print.js';

function printSeedResult({ seedRun }: GridRow): string {
  if (seedRun === null || seedRun === 'Bump-Up') return seedRun ?? '';
  return printLapsTime(seedRun.laps.length, seedRun.totalMs);
}

function printRow(row: GridRow): string {
  const { entrant, carNumber } = row.run;
  return `
								<tr>
									<td>${carNumber}</td>
									<td><span class="car_num">${carNumber}</span> ${escapeText(entrant.racer.name)}</td>
									<td></td>
									<td>${entrant.transponder ?? ''}</td>
									<td>${row.seed ?? ''}</td>
									<td>${printSeedResult(row)}</td>
								</tr>`;
}

function printStatus(id: number, complete: boolean, begun: boolean): string {
  if (complete) return `<a href="/results/?p=view_race_result&id=${id}">Complete</a>`;
  return begun ? 'Not Yet Run' : 'Not Started';
}

function printRace({ race, complete, grid }: HeatSheet['races'][number], begun: boolean): string {
  return `
								<tr>
									<th colspan="6">
										<div class="race_num">${race.number}</div>
										<div class="race_info">
											<span class="class_header">${escapeText(race.label)}</span><br />
											<span class="race_status">${printStatus(race.id, complete, begun)}</span>
										</div>
									</th>
								</tr>
								<tr>
									<th>Pos</th>
									<th>Car # / Driver</th>
									<th>Brand</th>
									<th>Transponder #</th>
									<th>Seed #</th>
									<th>Seed Result</th>
								</tr>${grid.map(printRow).join('')}`;
}

/** Line-ups of a round or of the mains: its races in one table, one after the other. */
export function printHeatSheet(track: Track, { event }: EventDetail, sheet: HeatSheet): string {
  const begun = sheet.races.some(({ complete }) => complete);
  const table = `<div class="table-responsive">
						<table class="table table-striped heat_sheet" cellspacing="0" width="100%">
							<tbody>${sheet.races.map((race) => printRace(race, begun)).join('')}
							</tbody>
						</table>
					</div>`;
  const name = `${sheet.title} Heat Sheet`;
  const body = printPanel('fa-list', name, table);
  return printEventPage({ track, event, name, body, assets: 'tables' });
}
