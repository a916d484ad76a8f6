import { judgeDeletion, judgeHealed } from './healed.js';
import { type Broken, judge, type Rule, RULES } from './judge.js';
import { judgeAnswer } from './judge-answers.js';
import { type Reading, readingOf } from './readings.js';
import type { Ask, Round, Sequence } from './sequences.js';
import { readView, type View } from './served-view.js';
import { SiteWorld } from './site-world.js';
import type { Stand, StandAnswer } from './stand.js';
import { tell } from './story.js';
import { WitnessOracle } from './witness-oracle.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How a sequence went. */
export interface Outcome {
  /** What the first step broke that broke anything; nothing when all held. */
  broken: Broken[];
  /** What was asked, shown and told, a line each. */
  story: string[];
}

/**
 * Runs a sequence to its end and judges every step.
 *
 * @param rules the sentences that are judged
 */
export async function runSequence(
  stand: Stand,
  sequence: Sequence,
  rules: readonly Rule[] = RULES,
): Promise<Outcome> {
  const run = new SequenceRun(stand, sequence, rules);
  await run.toTheEnd();
  return { broken: run.broken, story: run.story };
}

class SequenceRun {
  readonly broken: Broken[] = [];
  readonly story: string[] = [];
  private readonly world: SiteWorld;
  private readonly oracle = new WitnessOracle();
  private trackId = '';
  private view: View | null = null;

  constructor(
    private readonly stand: Stand,
    private readonly sequence: Sequence,
    private readonly rules: readonly Rule[],
  ) {
    this.world = new SiteWorld(sequence.beginning.where, sequence.beginning.counts);
  }

  async toTheEnd(): Promise<void> {
    const { stand, sequence } = this;
    this.trackId = await stand.beginSequence(sequence.beginning.instant);
    stand.site.world = this.world;
    for (const round of sequence.rounds) {
      await this.playRound(round);
      if (this.broken.length > 0) return;
    }
    await this.heal();
  }

  private async playRound(round: Round): Promise<void> {
    const { clock, site } = this.stand;
    if (round.change) {
      this.world.change(round.change);
      this.story.push(`LiveRC: ${JSON.stringify(round.change)}`);
    }
    clock.elapsedMs += round.waitMs;
    if (round.clock) clock.aheadMs = round.clock === 'ahead' ? 60 * MINUTE_MS : 0;
    if (round.restart) {
      await this.stand.restart();
      this.story.push('restarted');
    }
    site.faults = round.faults;
    await this.askAndJudge(round.ask, round.cutAt);
  }

  private async askAndJudge(ask: Ask, cutAt: string | null): Promise<void> {
    const { stand, oracle, world } = this;
    const { answer, reading } = await this.askAndRead(ask, cutAt);
    const discovery = ask.type === 'discover' ? answer : null;
    const view = await readView(stand, this.trackId, world.where, discovery);
    this.story.push(...tell(ask, stand.site.faults, reading, answer, view));
    this.note(...judgeAnswer(oracle, world.where, ask, answer, this.view));
    this.note(...judge(oracle, view));
    this.view = view;
  }

  /** Asks, and writes down what LiveRC showed meanwhile. */
  private async askAndRead(
    ask: Ask,
    cutAt: string | null,
  ): Promise<{ answer: StandAnswer | null; reading: Reading }> {
    const { stand, oracle, world } = this;
    const { clock, site, cutter } = stand;
    site.served = [];
    const told: { answer: StandAnswer | null } = { answer: null };
    const work = async () => {
      told.answer = await this.ask(ask);
    };
    const wasCut = cutAt ? await cutter.during(cutAt, work) : (await work(), false);
    const reading = readingOf(site.served, {
      index: oracle.readings.length,
      elapsedMs: clock.elapsedMs,
      wallMs: clock.wallMs,
      ahead: clock.aheadMs > 0,
      certain: !wasCut,
      truth: world.truth,
    });
    oracle.readings.push(reading);
    return { answer: told.answer, reading };
  }

  private note(...broken: Broken[]): void {
    this.broken.push(...broken.filter(({ rule }) => this.rules.includes(rule)));
  }

  private async ask(ask: Ask): Promise<StandAnswer | null> {
    const { stand, trackId, world } = this;
    const [year, month] = world.where.month.split('-').map(Number);
    switch (ask.type) {
      case 'discover':
        return stand.post('/practice-days/discover', {
          track_id: trackId,
          year,
          month,
          detail: 'full',
          refresh: ask.refresh,
        });
      case 'ingest': {
        const date = world.where.dates[ask.day % world.where.dates.length];
        return stand.post('/practice-days/ingest', { track_id: trackId, date });
      }
      case 'jobs':
        await stand.runJobs();
        return null;
    }
  }

  /**
   * From here on LiveRC shows the truth, and is asked often enough: two readings, time for the jobs
   * that wait for a second one or for laps, and a look at the end.
   */
  private async heal(): Promise<void> {
    const { clock, site } = this.stand;
    site.faults = null;
    clock.aheadMs = 0;
    const steps: [number, Ask][] = [
      [11 * MINUTE_MS, { type: 'discover', refresh: true }],
      [2 * MINUTE_MS, { type: 'discover', refresh: true }],
      [2 * MINUTE_MS, { type: 'jobs' }],
      [2 * MINUTE_MS, { type: 'jobs' }],
      [DAY_MS, { type: 'jobs' }],
      [2 * MINUTE_MS, { type: 'jobs' }],
      [2 * MINUTE_MS, { type: 'discover', refresh: true }],
    ];
    for (const [waitMs, ask] of steps) {
      clock.elapsedMs += waitMs;
      // What jobs leave is judged with the next answer.
      if (ask.type === 'jobs') await this.askAndRead(ask, null);
      else await this.askAndJudge(ask, null);
      if (this.broken.length > 0) return;
    }
    const healed = this.view!;
    this.note(...(await judgeHealed(this.stand, this.world, this.oracle, healed)));
    if (this.broken.length > 0) return;
    clock.elapsedMs += 8 * DAY_MS;
    await this.askAndRead({ type: 'jobs' }, null);
    clock.elapsedMs += 2 * MINUTE_MS;
    await this.askAndJudge({ type: 'jobs' }, null);
    if (this.broken.length > 0) return;
    this.note(...(await judgeDeletion(this.stand, healed, this.view!)));
  }
}
