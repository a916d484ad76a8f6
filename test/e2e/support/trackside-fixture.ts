import { Simulator, type SimulatorAddress, type SimulatorOptions } from '@trackside/simulator';
import { Catalogue } from '@trackside/tracks';
import request from 'supertest';
import { clean, keepCatalogue } from './cleaning.js';
import { copyTemplateDatabase } from './template-database.js';
import {
  endQueries,
  query,
  type Reachable,
  startTrackside,
  type Trackside,
  until,
} from './trackside.js';

export interface StageOptions {
  /** Variables of the application's environment. */
  environment?: Record<string, string>;
  /** Thirty tracks, if nothing else is said. */
  simulator?: SimulatorOptions;
  /** The built page; without it there is only the API. */
  webFolder?: string;
  /** What `beforeAll` stored serves all cases: nothing is taken away between them. */
  keepsData?: boolean;
}

/** What the cases of a suite stand on. */
export interface Stage extends Reachable {
  readonly simulator: Simulator;
  readonly liverc: SimulatorAddress;
  readonly databaseUrl: string;
  readonly app: Trackside['app'];
  close(): Promise<void>;
  /**
   * The application ends, if it has not yet, and starts again over its database, for this case alone.
   *
   * @param environment instead of the suite's
   */
  restart(environment?: Record<string, string>): Promise<void>;
  /** supertest's, at the application's address: paths begin with a slash. */
  readonly agent: ReturnType<typeof request>;
  query<Row>(sql: string): Promise<Row[]>;
  until: typeof until;
}

/**
 * Sets a suite up, within its `describe`: a simulated LiveRC, a database, and the application with
 * its catalogue read and no request counted. No case sees what another one left.
 */
export function trackside(options: StageOptions = {}): Stage {
  const stage = new RunningStage(options);
  beforeAll(() => stage.open());
  beforeEach(() => stage.prepare());
  afterAll(() => stage.end());
  return stage;
}

class RunningStage implements Stage {
  readonly simulator: Simulator;
  readonly until = until;
  liverc: SimulatorAddress;
  databaseUrl: string;
  private running: Trackside | null = null;
  private isClean = true;
  /** A case has closed the application, or started it otherwise. */
  private isAltered = false;

  constructor(private readonly options: StageOptions) {
    this.simulator = new Simulator({ tracks: 30, ...options.simulator });
  }

  get app(): Trackside['app'] {
    return this.trackside.app;
  }

  get url(): string {
    return this.trackside.url;
  }

  get agent(): ReturnType<typeof request> {
    return request(this.url);
  }

  async close(): Promise<void> {
    this.isAltered = true;
    await this.running?.close();
    this.running = null;
  }

  async restart(environment = this.options.environment): Promise<void> {
    await this.close();
    const { webFolder } = this.options;
    this.running = await startTrackside(this.databaseUrl, this.liverc, environment, webFolder);
  }

  query<Row>(sql: string): Promise<Row[]> {
    return query(this.databaseUrl, sql);
  }

  async open(): Promise<void> {
    this.liverc = await this.simulator.start();
    await this.start();
  }

  async prepare(): Promise<void> {
    if (!this.isClean && !this.options.keepsData) {
      if (this.isAltered) await this.restart();
      await clean(this.trackside, this.databaseUrl, this.simulator);
      this.isAltered = false;
    }
    this.isClean = false;
  }

  async end(): Promise<void> {
    await this.close();
    await endQueries(this.databaseUrl);
    await this.simulator.stop();
  }

  private get trackside(): Trackside {
    if (!this.running) throw new Error('the application runs within its suite alone');
    return this.running;
  }

  private async start(): Promise<void> {
    this.databaseUrl = await copyTemplateDatabase();
    const { environment, keepsData, webFolder } = this.options;
    this.running = await startTrackside(this.databaseUrl, this.liverc, environment, webFolder);
    const catalogue = this.running.app.get(Catalogue, { strict: false });
    // Asked here and not over HTTP, where somebody may have to sign in first.
    await until(async () => (await catalogue.state()).tracks > 0);
    if (!keepsData) await keepCatalogue(this.databaseUrl);
    this.simulator.requests.clear();
  }
}
