import { Injectable } from '@nestjs/common';
import { PageChangesStore } from '@trackside/page-vault';
import { HiddenDrivers, hiddenNameOf } from '@trackside/privacy';

/** A row of an event that names a driver. */
interface NamedRow {
  driver_name: string;
  driver_hidden: boolean;
}

/** Keeps hidden names out of what is stored of events; each is told apart within its event. */
@Injectable()
export class HiddenInEvent {
  constructor(
    private readonly hidden: HiddenDrivers,
    private readonly changes: PageChangesStore,
  ) {}

  /**
   * Stores rows without the names that are hidden. One that was hidden while they were being stored
   * may have been looked for too early: then they are stored once more.
   *
   * @param without what else of a row tells who drove
   */
  async saving<Row extends NamedRow>(
    event: { id: string; trackId: string },
    rows: readonly Row[],
    without: (row: Row) => Row,
    save: (rows: Row[]) => Promise<void>,
  ): Promise<void> {
    const place = { trackId: event.trackId, dayId: event.id };
    const names = rows.map((row) => row.driver_name);
    let hidden = await this.hidden.among(place, names);
    for (;;) {
      await save(rows.map((row) => hide(row, hidden, without)));
      const now = await this.hidden.among(place, names);
      if (now.size === hidden.size && [...now.keys()].every((name) => hidden.has(name))) return;
      const written = [...now.keys()];
      const instead = [...now.values()].map(hiddenNameOf);
      await this.changes.hide(event.id, { written, instead });
      hidden = now;
    }
  }
}

function hide<Row extends NamedRow>(
  row: Row,
  hidden: ReadonlyMap<string, number>,
  without: (row: Row) => Row,
): Row {
  const number = hidden.get(row.driver_name);
  if (number === undefined) return row;
  return { ...without(row), driver_name: hiddenNameOf(number), driver_hidden: true };
}
