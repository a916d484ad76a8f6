import { Injectable } from '@nestjs/common';
import type { PageKind } from '@trackside/liverc-scraper';

/** A page of the vault, to be read as if it had just come. */
export interface StoredPage {
  kind: PageKind;
  /** What its address asks for. */
  parameters: string;
  html: string;
  /** When it was asked for; its rows bear the same moment. */
  seenAt: Date;
}

/**
 * What became of a page: its rows are stored anew, it could not be read, or what is stored is not from
 * this page, but from a newer one or none.
 */
export type Reread = 'read' | 'failed' | 'superseded';

/** Reads pages of one owner; asks LiveRC nothing. @throws LivercError for one that can't be read */
export type RereadPage = (page: StoredPage) => Promise<Reread>;

/** Whoever stores rows of pages, and can store them anew. */
export interface Rereader {
  kinds: readonly PageKind[];
  /** Null where the owner is no more. */
  open(ownerId: string): Promise<RereadPage | null>;
}

/** Everybody in this process who can read stored pages anew. */
@Injectable()
export class Rereaders {
  private readonly rereaders: Rereader[] = [];

  /** To be called before the application has started. */
  add(rereader: Rereader): void {
    this.rereaders.push(rereader);
  }

  /** What can be read anew; pages of other kinds wait for somebody who can. */
  get kinds(): PageKind[] {
    return this.rereaders.flatMap(({ kinds }) => kinds);
  }

  of(kind: PageKind): Rereader | undefined {
    return this.rereaders.find(({ kinds }) => kinds.includes(kind));
  }
}
