import type { IconName } from '../icon/icon';
import { type MonthKey, formatMonth, shortMonth } from '../calendar/month';
import { troubleWords } from './month-words';
import type { MonthProgress } from './progress';

/** What the button beside a notice does. */
export type NoticeAction =
  | { readonly kind: 'retry-months'; readonly label: string; readonly keys: readonly MonthKey[] }
  | { readonly kind: 'retry-events'; readonly label: string }
  | { readonly kind: 'resume'; readonly label: string }
  | { readonly kind: 'go-to-month'; readonly label: string; readonly key: MonthKey };

/** The one line under the strip. It has a place of its own, so that it never moves the rows. */
export interface Notice {
  readonly tone: 'quiet' | 'wrong';
  readonly icon: IconName | null;
  readonly text: string;
  readonly action: NoticeAction | null;
}

/** Everything that may need saying; the most pressing is said. */
export interface Situation {
  /** Why the server refuses the whole check. */
  readonly refusal: string | null;
  readonly months: readonly MonthProgress[];
  /** The month that the list is narrowed to, with its words. */
  readonly selected: { readonly key: MonthKey; readonly words: string } | null;
  readonly eventsProblem: string | null;
  /** Where practice was last, when there was none in the range. */
  readonly lastPractice: { readonly key: MonthKey; readonly words: string } | null;
  readonly noPractice: boolean;
  readonly canAsk: boolean;
  /** What is said while nothing else needs saying. */
  readonly hint: string | null;
}

export function noticeFor(situation: Situation, nowMs: number): Notice | null {
  const { refusal, selected, eventsProblem } = situation;
  if (refusal !== null) {
    return wrong(`LiveRC could not be checked: ${refusal}`, { kind: 'resume', label: 'Retry' });
  }
  const troubled = situation.months
    .filter((month) => troubleWords(month, nowMs) !== null)
    .sort((a, b) => (a.key < b.key ? 1 : -1));
  const about = troubled.find(({ key }) => key === selected?.key) ?? null;
  if (selected !== null && about === null) {
    return { tone: 'quiet', icon: 'calendar', text: selected.words, action: null };
  }
  if (troubled.length > 0) {
    return monthsNotice(about ? [about] : troubled, situation, nowMs);
  }
  if (eventsProblem !== null) {
    const text = `Events could not be checked at LiveRC: ${eventsProblem}`;
    return wrong(text, { kind: 'retry-events', label: 'Retry' });
  }
  if (situation.noPractice) {
    return noPracticeNotice(situation);
  }
  return situation.hint === null
    ? null
    : { tone: 'quiet', icon: null, text: situation.hint, action: null };
}

function monthsNotice(
  months: readonly MonthProgress[],
  { canAsk, eventsProblem }: Situation,
  nowMs: number,
): Notice {
  const keys = months.map(({ key }) => key);
  const [only] = months.length === 1 ? months : [];
  const names = keys.map(shortMonth).join(', ');
  const what = only
    ? `${formatMonth(only.key)}: ${troubleWords(only, nowMs)}`
    : `${keys.length} months have gaps: ${names}. Pick one to see why.`;
  const also = eventsProblem === null ? '' : ' Events could not be checked either.';
  const label = only ? `Retry ${shortMonth(only.key)}` : `Retry all ${keys.length}`;
  return wrong(what + also, canAsk ? { kind: 'retry-months', label, keys } : null);
}

function noPracticeNotice({ lastPractice }: Situation): Notice {
  const last = lastPractice === null ? '' : ` Its last practice was ${lastPractice.words}.`;
  const action: NoticeAction | null = lastPractice && {
    kind: 'go-to-month',
    label: `Go to ${formatMonth(lastPractice.key)}`,
    key: lastPractice.key,
  };
  const text = `No practice at this track in these months.${last}`;
  return { tone: 'quiet', icon: 'calendar', text, action };
}

function wrong(text: string, action: NoticeAction | null): Notice {
  return { tone: 'wrong', icon: 'alert', text, action };
}
