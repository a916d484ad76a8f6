import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** What a program needs its database to be: each library hands in its part. */
export interface Schema {
  /** In the order in which they landed. A landed one is never edited: docs/adr/0011. */
  migrations: readonly MigrationClass[];
  /** What the migrations make, as `describeSchema` tells it. */
  expected: readonly string[];
}

/** Migrations of several libraries in the order in which they landed, which ends their names. */
export function inLandingOrder(...parts: (readonly MigrationClass[])[]): MigrationClass[] {
  return parts.flat().sort((a, b) => landingOf(a) - landingOf(b));
}

function landingOf({ name }: MigrationClass): number {
  const [digits] = /\d{13}$/.exec(name) ?? [];
  if (!digits) throw new Error(`the name of the migration ${name} has to end in 13 digits`);
  return Number(digits);
}
