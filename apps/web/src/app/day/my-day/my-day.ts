import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ExportFormat, dayExportUrl } from '../../api/export-urls';
import { ImportsApi } from '../../api/imports-api';
import { Chart } from '../../charts/chart';
import { ExportLinks } from '../../export/export-links';
import { Icon } from '../../icon/icon';
import { clockOf } from '../../laps/clock';
import { countWords } from '../../laps/count';
import { formatGap, formatLapTime } from '../../laps/lap-time';
import { Change } from '../../laps/change';
import { ChosenStatistic } from '../../laps/statistic';
import { StatisticSwitch } from '../../laps/statistic-switch';
import { hasLaps } from '../../laps/valid-laps';
import { DriverName } from '../../me/driver-name';
import { drivenBy, isHidden, isSomebody } from '../../me/driver-names';
import { Me } from '../../me/me';
import { nearNames } from '../../me/near-names';
import { ClassChips } from '../../page-parts/class-chips';
import { FigureList } from '../../page-parts/figure-list';
import { StateMessage } from '../../page-parts/state-message';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { classOf } from '../drivers';
import { SessionLaps } from '../session-laps';
import { runChanges } from '../sessions/run-changes';
import { SessionDetail } from '../sessions/session-detail';
import { SHOWN, leaderboardOf } from '../standings';
import { bestEver, everWords } from './best-ever';
import { dayChart } from './day-chart';
import { lastRun } from './last-run';
import { LastRunPanel } from './last-run-panel';
import {
  type DayInClass,
  changeWords,
  classWords,
  consistencyWords,
  keyFigures,
  leftOut,
  placesAround,
} from './my-figures';
import { sessionLines } from './session-lines';

const PLACES_SHOWN = 6;

/** A driver's day: how lap times changed, how the best compares, how consistent it was. */
@Component({
  selector: 'ts-my-day',
  imports: [
    Change,
    Chart,
    ClassChips,
    DriverName,
    ExportLinks,
    FigureList,
    Icon,
    LastRunPanel,
    RouterLink,
    SessionDetail,
    StateMessage,
    StatisticSwitch,
  ],
  templateUrl: './my-day.html',
  styleUrl: './my-day.scss',
})
export class MyDay {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  protected readonly statistic = inject(ChosenStatistic).statistic;
  protected readonly counted = countWords;
  readonly #me = inject(Me);
  readonly #drivers = inject(ImportsApi);

  protected readonly who = computed(() => this.study.person().join(' + '));
  readonly #labels = computed(() => this.study.drivers().map(({ label }) => label));
  /** Who may be meant where nobody of that name drove. */
  protected readonly near = computed(() => nearNames(this.study.person(), this.#labels()));
  /** These, else all who drove: a name may be another one altogether. */
  protected readonly offered = computed(() =>
    this.near().length > 0 ? this.near() : this.#labels(),
  );
  /** Oldest first, as the day went. */
  protected readonly sessions = computed(() =>
    this.study
      .theirSessions()
      .filter((session) => classOf(session) === this.study.className())
      .reverse(),
  );
  /** A person may drive under several names; each has a page, unless it is hidden. */
  protected readonly pages = computed(() =>
    [...new Set(this.sessions().map((session) => this.study.labelOf(session)))]
      .filter((label) => !isHidden(label))
      .map((label) => ({ label, params: this.study.driverPage(label) })),
  );
  /** Files of this driver's day alone, one for each name; who has no transponder can't be told apart. */
  protected readonly files = computed(() => {
    const day = this.study.day()?.event_id ?? '';
    const labels = this.pages().map(({ label }) => label);
    const isMe = this.study.personIsMe() && labels.length === 1;
    return labels.filter(isSomebody).map((label) => {
      const { driver_name: driver, transponder } = drivenBy(label);
      return {
        what: isMe ? 'only me' : `only ${label}`,
        urlOf: (format: ExportFormat) => dayExportUrl(day, format, { driver, transponder }),
      };
    });
  });
  protected readonly wanted = inject(SessionLaps).want(() => this.sessions());
  protected readonly board = computed(() => leaderboardOf(this.study.standings(), 'best'));
  readonly #driven = computed(() => {
    const laps = this.wanted.laps();
    return this.sessions().map((session) => ({ session, laps: laps.get(session.id) ?? [] }));
  });
  readonly #lapsAreHere = computed(() =>
    this.sessions().every((session) => !hasLaps(session) || this.wanted.laps().has(session.id)),
  );
  readonly #day = computed<DayInClass>(() => ({
    sessions: this.sessions(),
    laps: this.#lapsAreHere() ? this.#driven().map(({ laps }) => laps) : null,
    board: this.board(),
    statistic: this.statistic(),
  }));
  protected readonly figures = computed(() => keyFigures(this.#day()));
  /** What is reckoned from laps has its place before they are here. */
  protected readonly lastRun = computed(() => {
    const day = this.#day();
    return lastRun({ ...day, laps: day.laps ?? [] });
  });
  readonly #lastRead = computed(() => this.sessions().findLast(hasLaps) ?? null);
  /** Asked for once a run: a new one may be the best. */
  readonly #everOf = computed(
    () => {
      const [run, trackId] = [this.#lastRead(), this.study.day()?.track_id];
      const labels = this.pages().map(({ label }) => label);
      return run === null || trackId === undefined ? undefined : { run: run.id, trackId, labels };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly #ever = resource({
    params: () => this.#everOf(),
    loader: ({ params: { trackId, labels }, abortSignal }) =>
      Promise.all(
        labels.map(drivenBy).map(({ driver_name: name, transponder }) => {
          const question = { trackId, name, transponder };
          return this.#drivers.driver(question, { limit: 1 }, abortSignal);
        }),
      ),
  });
  protected readonly everAwaited = this.#ever.isLoading;
  protected readonly ever = computed(() => {
    const [run, date] = [this.#lastRead(), this.study.day()?.date ?? ''];
    const answers = this.#ever.hasValue() ? this.#ever.value() : [];
    const best = bestEver(answers, run?.class_name ?? null);
    return run && everWords(run, best, date, this.sessions());
  });
  protected readonly change = computed(() => changeWords(this.#day()));
  protected readonly comparedWithClass = computed(() => classWords(this.board()));
  protected readonly consistency = computed(() => consistencyWords(this.#day()));
  protected readonly anyRead = computed(() => this.sessions().some(hasLaps));
  protected readonly chart = computed(() => {
    const first = this.board().places[0];
    const best = first ? { seconds: first.value, driver: first.standing.label } : null;
    const date = this.study.day()?.date ?? '';
    return this.#lapsAreHere() ? dayChart(this.#driven(), date, best, this.statistic()) : null;
  });

  protected readonly places = computed(() => {
    const places = placesAround(this.board(), PLACES_SHOWN);
    const most = Math.max(...places.map(({ gap }) => gap), 0.001);
    const all = this.board().places;
    const left = leftOut(all, places);
    return places.map(({ rank, standing, value, gap }, index) => ({
      leftOutBefore: left[index] ?? 0,
      rank,
      key: standing.key,
      driver: standing.key === SHOWN ? this.who() : standing.label,
      shown: standing.key === SHOWN,
      value: formatLapTime(value),
      gap: rank === 1 ? '' : formatGap(gap),
      share: (100 * gap) / most,
    }));
  });

  /** The session whose laps are drawn: the one chosen, else the last one that is read. */
  protected readonly chosen = computed(() => {
    const id = this.study.address().session;
    const [sessions, read] = [this.sessions(), this.sessions().filter(hasLaps)];
    return sessions.find((session) => session.id === id) ?? read.at(-1) ?? sessions.at(-1) ?? null;
  });
  readonly #changes = computed(() => {
    const here = this.#lapsAreHere();
    const paces = new Map(
      this.#driven().map(({ session, laps }) => [session, this.statistic().of([laps]).seconds]),
    );
    return runChanges(
      this.sessions(),
      () => SHOWN,
      (session) => (here && paces.get(session)) || null,
    );
  });
  protected readonly lines = computed(() =>
    sessionLines(this.#day(), this.#changes()).map((line) => ({
      ...line,
      chosen: line.id === this.chosen()?.id,
    })),
  );
  protected readonly chosenTime = computed(() => clockOf(this.chosen()?.started_at ?? null));

  protected async thisIsMe(label: string): Promise<void> {
    this.#me.set([label]);
    await this.study.go({ person: [label] });
  }

  protected async show(label: string): Promise<void> {
    await this.study.go({ person: [label], className: null, session: null });
  }
}
