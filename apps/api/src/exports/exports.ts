import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStudy } from '@trackside/events';
import { Drivers, ImportedDays } from '@trackside/practice-days';
import type {
  DayExportQueryDto,
  DriverExportQueryDto,
  EventsExportQueryDto,
} from './exports.dto.js';
import { EventSearch } from '../events/event-search.js';
import {
  DRIVER_COLUMNS,
  LAP_COLUMNS,
  SEARCH_COLUMNS,
  toDriverRows,
  toFoundCells,
  toFoundRows,
  toLapRows,
} from './export-rows.js';
import {
  foundWorkbook,
  prefaceOfDay,
  prefaceOfDriver,
  sessionsWorkbook,
} from './export-workbooks.js';
import { Downloads, inOnePiece } from '../http/downloads.js';
import { writeWorkbook } from '../http/workbook.js';

/** Downloads of a day, of a driver and of a search. */
@Injectable()
export class Exports {
  constructor(
    private readonly days: ImportedDays,
    private readonly drivers: Drivers,
    private readonly events: EventStudy,
    private readonly search: EventSearch,
    private readonly downloads: Downloads,
  ) {}

  async day(dayId: string, query: DayExportQueryDto, reply: FastifyReply): Promise<void> {
    const { driver, transponder, class: className, format } = query;
    const part = { driver, transponder, className };
    const { practiceDay, sessions } = await this.days.export(dayId, part);
    const words = [driver, className].flatMap((name) =>
      name === undefined ? [] : inFileName(name),
    );
    const download = {
      name: ['practice', practiceDay.track_slug, practiceDay.date, ...words].join('-'),
      // What is left out is in no JSON.
      head: { practice_day: practiceDay, driver, class: className },
      listName: 'sessions',
      pieces: sessions,
      columns: LAP_COLUMNS,
      toRows: toLapRows,
      workbook: () => writeWorkbook(sessionsWorkbook(prefaceOfDay(practiceDay, part)), sessions),
    };
    return this.downloads.send(download, format, reply);
  }

  async driver(query: DriverExportQueryDto, reply: FastifyReply): Promise<void> {
    const { track_id: trackId, name, transponder, class: className, format } = query;
    const found = await this.drivers.export({ trackId, name, transponder, className });
    const races = await this.events.driverRaces(trackId, name, className);
    const words = [found.driver.name, ...(className === undefined ? [] : [className])];
    const download = {
      name: ['driver', found.trackSlug, ...words.map(inFileName)].join('-'),
      head: { driver: { ...found.driver, races } },
      listName: 'sessions',
      pieces: found.sessions,
      columns: DRIVER_COLUMNS,
      toRows: toDriverRows,
      workbook: () =>
        writeWorkbook(
          sessionsWorkbook(prefaceOfDriver(found.driver, className)),
          this.drivers.withLaps(found.sessions),
        ),
    };
    return this.downloads.send(download, format, reply);
  }

  async found(userId: string, query: EventsExportQueryDto, reply: FastifyReply): Promise<void> {
    const found = await this.search.find(userId, query);
    const range = [query.start_date, query.end_date].filter((date) => date !== undefined);
    const rows = toFoundRows(found);
    const download = {
      name: ['search', found.track.slug, ...range].join('-'),
      head: { track: found.track },
      listName: 'items',
      pieces: inOnePiece(rows),
      columns: SEARCH_COLUMNS,
      toRows: toFoundCells,
      workbook: () => writeWorkbook(foundWorkbook(), inOnePiece(rows)),
    };
    return this.downloads.send(download, query.format, reply);
  }
}

/** A name as every system takes it in a file's name: Latin letters, digits and hyphens only. */
function inFileName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60) || 'unnamed';
}
