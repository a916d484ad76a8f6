import type { AddressInfo } from 'node:net';
import { FaultPlan } from './faults/fault-plan.js';
import { Latency, type LatencyOptions } from './server/latency.js';
import { PagePrinter } from './server/page-printer.js';
import { RequestLog } from './server/request-log.js';
import { Robots } from './server/robots.js';
import { SiteServer } from './server/site-server.js';
import { SimulatorTruth } from './truth.js';
import { isDate, localToday } from './world/dates.js';
import type { EventChanges } from './world/races/event-shape.js';
import { World } from './world/world.js';

export interface SimulatorOptions {
  /** The same seed gives the same site; default 1. */
  seed?: number;
  /** The site's own day, `YYYY-MM-DD`, which never moves; default the computer's date. */
  today?: string;
  /** Tracks in the catalogue; default 1100. */
  tracks?: number;
  /** Default 0: any free port. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  latency?: LatencyOptions;
}

export interface SimulatorAddress {
  port: number;
  /** Template of a track's address, with `{slug}` in the path. */
  baseUrl: string;
  catalogueUrl: string;
}

/**
 * A stand-in for liverc.com: invented tracks in the real site's markup, over real HTTP, with faults
 * and latency on demand. Everything but late uploads follows from the options.
 */
export class Simulator {
  /** Exact values behind the pages. */
  readonly truth: SimulatorTruth;
  readonly faults: FaultPlan;
  readonly requests = new RequestLog();
  readonly latency: Latency;
  /** Its robots.txt, which counts among no requests. */
  readonly robots = new Robots();
  private readonly world: World;
  private readonly server: SiteServer;
  private readonly host: string;

  /** @throws RangeError when `today` is no date from 2016 on */
  constructor(private readonly options: SimulatorOptions = {}) {
    const { seed = 1, today = localToday(), tracks = 1100, host = '127.0.0.1' } = options;
    if (!isDate(today) || today < '2016-01-01') {
      throw new RangeError(`today must be a date from 2016 on, not "${today}"`);
    }
    this.host = host;
    this.world = new World(seed, today, tracks);
    this.truth = new SimulatorTruth(this.world);
    this.faults = new FaultPlan(seed);
    this.latency = new Latency(seed, options.latency ?? {});
    const { world, truth, faults, requests, latency, robots } = this;
    const printer = new PagePrinter(world);
    const lateUpload = this.lateUpload.bind(this);
    const forgetChanges = this.forgetChanges.bind(this);
    const changeEvent = this.changeEvent.bind(this);
    const parts = { world, printer, truth, faults, requests, latency, robots };
    this.server = new SiteServer({ ...parts, lateUpload, changeEvent, forgetChanges });
  }

  /** @throws the error of the socket, when the port is taken */
  async start(): Promise<SimulatorAddress> {
    const { http } = this.server;
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(this.options.port ?? 0, this.host, () => {
        http.off('error', reject);
        resolve();
      });
    });
    const { port } = http.address() as AddressInfo;
    const origin = `http://${this.host}:${port}`;
    return { port, baseUrl: `${origin}/{slug}`, catalogueUrl: `${origin}/` };
  }

  /** Closes every connection, hanging ones too; resolves when the port is free. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.http.close(() => resolve()));
    this.server.http.closeAllConnections();
    await closed;
  }

  /**
   * A day gains sessions from now on, in pages and truth alike; it may have had none.
   *
   * @throws RangeError for an unknown track, a day before 2016 or after today, or too many sessions
   */
  lateUpload(slug: string, date: string, count: number): void {
    this.world.lateUpload(this.trackOf(slug), date, count);
  }

  /** A day loses its newest sessions from now on, in pages and truth alike. */
  removeSessions(slug: string, date: string, count: number): void {
    this.world.removeSessions(this.trackOf(slug), date, count);
  }

  /**
   * A race event is otherwise from now on, in pages and truth alike; what is left out stays.
   *
   * @throws RangeError for an unknown track, or an event that is none of this track
   */
  changeEvent(slug: string, id: string | number, changes: EventChanges): void {
    this.world.changeEvent(this.trackOf(slug), Number(id), changes);
  }

  /** Takes back late uploads, removals and changes of events. */
  forgetChanges(): void {
    this.world.forgetChanges();
  }

  private trackOf(slug: string) {
    const track = this.world.findTrack(slug);
    if (!track) throw new RangeError(`the simulator has no track "${slug}"`);
    return track;
  }
}
