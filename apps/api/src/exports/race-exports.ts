import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStudy } from '@trackside/events';
import { Downloads, type ExportFormat, inOnePiece } from '../http/downloads.js';
import { writeWorkbook } from '../http/workbook.js';
import {
  type ExportedLap,
  type ExportedResult,
  type ExportedRow,
  RACE_LAP_COLUMNS,
  RESULT_COLUMNS,
  raceWorkbook,
  resultsWorkbook,
  toRaceLapRow,
  toResultRow,
} from './race-export-rows.js';

/** Downloads of an event and of a race. */
@Injectable()
export class RaceExports {
  constructor(
    private readonly study: EventStudy,
    private readonly downloads: Downloads,
  ) {}

  async event(eventId: string, format: ExportFormat, reply: FastifyReply): Promise<void> {
    const event = await this.study.find(eventId);
    const { track_name, name, start_date } = event;
    const preface = [
      ['Event', name],
      ['Track', track_name],
      ['Date', start_date],
      ['LiveRC', event.url],
    ];
    const download = {
      name: ['event', event.source_event_id].join('-'),
      head: { event },
      listName: 'results',
      pieces: rowsOf(this.results(eventId), toResultRow),
      columns: RESULT_COLUMNS,
      toRows: cellsOf(RESULT_COLUMNS),
      workbook: () => writeWorkbook(resultsWorkbook(preface), this.results(eventId)),
    };
    return this.downloads.send(download, format, reply);
  }

  async race(raceId: string, format: ExportFormat, reply: FastifyReply): Promise<void> {
    const { results, ...race } = await this.study.race(raceId);
    const { drivers } = await this.study.laps(raceId);
    const laps = drivers.flatMap(({ laps: driven, ...driver }) =>
      driven.map((lap): ExportedLap => ({ race, driver, lap })),
    );
    const preface = [['Race', race.label]];
    const download = {
      name: ['race', race.source_race_id].join('-'),
      head: { race: { ...race, results } },
      listName: 'laps',
      pieces: rowsOf(inOnePiece(laps), toRaceLapRow),
      columns: RACE_LAP_COLUMNS,
      toRows: cellsOf(RACE_LAP_COLUMNS),
      workbook: () =>
        writeWorkbook(
          raceWorkbook(
            preface,
            results.map((result) => ({ race, result })),
          ),
          inOnePiece(laps),
        ),
    };
    return this.downloads.send(download, format, reply);
  }

  /** Results of an event, a race at a time, in the order of the programme. */
  private async *results(eventId: string): AsyncGenerator<ExportedResult[]> {
    const races = await this.study.races(eventId, { className: null, section: null });
    for (const race of races) {
      const { results } = await this.study.race(race.id);
      yield results.map((result) => ({ race, result }));
    }
  }
}

async function* rowsOf<Item>(
  pieces: AsyncIterable<Item[]>,
  toRow: (item: Item) => ExportedRow,
): AsyncGenerator<ExportedRow[]> {
  for await (const piece of pieces) yield piece.map(toRow);
}

function cellsOf(columns: readonly string[]) {
  return (row: ExportedRow) => [columns.map((column) => row[column] ?? null)];
}
