import type { PageRequest } from '../server/page-request.js';
import { Random } from '../world/random.js';
import type { FaultEffect, FaultMatch, FaultRule } from './fault-rules.js';

interface ActiveRule {
  rule: FaultRule;
  seen: number;
  struck: number;
  random: Random;
}

/** The rules in force. The first that matches and strikes decides; the others wait. */
export class FaultPlan {
  private active: ActiveRule[] = [];
  private added = 0;

  constructor(private readonly seed: number) {}

  /** Replaces all rules; counters start anew. */
  set(rules: readonly FaultRule[]): void {
    this.clear();
    for (const rule of rules) this.add(rule);
  }

  add(rule: FaultRule): void {
    this.active.push({
      rule,
      seen: 0,
      struck: 0,
      random: new Random(rule.seed ?? this.seed, 'fault', this.added++),
    });
  }

  /** Requests that hang already go on hanging. */
  clear(): void {
    this.active = [];
    this.added = 0;
  }

  rules(): FaultRule[] {
    return this.active.map(({ rule }) => rule);
  }

  /** How often the rules in force have struck. */
  struck(): number {
    return this.active.reduce((sum, { struck }) => sum + struck, 0);
  }

  /** The effect for this request, counted as having struck; undefined when all is well. */
  strike(request: PageRequest): FaultEffect | undefined {
    for (const active of this.active) {
      if (!matches(request, active.rule.match) || !strikes(active)) continue;
      active.struck++;
      return active.rule.effect;
    }
    return undefined;
  }
}

function strikes(active: ActiveRule): boolean {
  const { effect, probability = 1, after = 0 } = active.rule;
  const changesData = effect.type === 'late-upload' || effect.type === 'removed-sessions';
  const times = active.rule.times ?? (changesData ? 1 : Infinity);
  active.seen++;
  if (active.seen <= after || active.struck >= times) return false;
  return active.random.next() < probability;
}

function matches(request: PageRequest, match: FaultMatch = {}): boolean {
  const { page, slug, month, date, id, url } = match;
  return (
    (page === undefined || page === request.kind) &&
    (slug === undefined || slug.toLowerCase() === request.slug.toLowerCase()) &&
    (month === undefined || month === request.month) &&
    (date === undefined || date === request.date) &&
    (id === undefined || String(id) === request.id) &&
    (url === undefined || request.url.includes(url))
  );
}
