/** What an origin has answered to the question for its robots.txt. */
export interface StoredRobots {
  /** The text; null where there is none, which forbids nothing. */
  text: string | null;
  /** Null while nobody was answered: then `text` says nothing. */
  answeredAt: Date | null;
  /** Questions in a row that were not answered. */
  failures: number;
  /** Until it may be asked again; 0 or less: now. */
  dueInMs: number;
  /** Some process asks at this moment. */
  isAsked: boolean;
}

/**
 * Keeps what robots.txt said, for all processes and after a restart. An origin is like
 * `https://canberra.liverc.com`.
 */
export interface RobotsStore {
  find(origin: string): Promise<StoredRobots | null>;
  /** Takes the question, where it is due and no other process has it; it is this one's then. */
  claim(origin: string): Promise<boolean>;
  /** @param text null where there is none */
  keepAnswer(origin: string, text: string | null, dueInMs: number): Promise<void>;
  /** What was answered before stays. */
  keepFailure(origin: string, dueInMs: number): Promise<void>;
}

/** One question for a robots.txt, for logs and metrics; it counts as no page. */
export interface RobotsEvent {
  origin: string;
  /** `rules`: there is one; `none`: the origin has none; `unreachable`: not told. */
  outcome: 'rules' | 'none' | 'unreachable';
  durationMs: number;
}
