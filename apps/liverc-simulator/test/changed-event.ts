import { load, type CheerioAPI } from 'cheerio';
import type { EventChanges, EventDetailTruth, RaceTruth } from '../src/index.js';
import { PagePrinter } from '../src/server/page-printer.js';
import { readPageRequest } from '../src/server/page-request.js';
import { SimulatorTruth } from '../src/truth.js';
import { World } from '../src/world/world.js';
import { readRace, type PrintedRace } from './read-race.js';

/** An event without anything odd. */
export const PLAIN: EventChanges = {
  ...{ resultsQualify: false, withoutLabels: false, encodedLinks: false, statusWords: false },
  ...{ postedLate: false, namesakes: false, oddNames: false, equalPositions: false },
  ...{ misprint: false, withoutLaps: false, tripleMains: false, semis: false },
  wrongPoints: false,
};

/** A track of a world, and a past event of 40 entries and more there that tests may change. */
export class ChangedEvent {
  readonly slug = 'marrowgate';
  readonly today = '2025-11-20';
  readonly world = new World(1, this.today, 40);
  readonly truth = new SimulatorTruth(this.world);
  readonly id = this.truth
    .events(this.slug)
    .find(({ entries, start_date }) => entries > 40 && start_date! < '2025-11-01')!.source_event_id;
  private readonly printer = new PagePrinter(this.world);

  /** A page of results at the track. */
  html(query: string): string {
    const request = readPageRequest(`/${this.slug}/results/?${query}`, '', this.today);
    return this.printer.print(request).body.toString();
  }

  page(id = this.id): CheerioAPI {
    return load(this.html(`p=view_event&id=${id}`));
  }

  race({ source_race_id: id }: RaceTruth): PrintedRace {
    return readRace(this.html(`p=view_race_result&id=${id}`));
  }

  /** Changes the event on top of what was changed before; gives its truth from then on. */
  change(changes: EventChanges): EventDetailTruth {
    this.world.changeEvent(this.world.findTrack(this.slug)!, Number(this.id), changes);
    return this.truth.event(this.slug, this.id)!;
  }

  reset(): void {
    this.world.forgetChanges();
  }
}
