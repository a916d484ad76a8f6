import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import { type PageKind, PARSER_VERSIONS } from '@trackside/liverc-scraper';
import type { StoredPage } from './rereaders.js';

const decompress = promisify(gunzip);

/** A page that an older parser has read. */
export interface OutdatedPage {
  id: number;
  kind: PageKind;
  /** What its address asks for. */
  parameters: string;
}

const IS_OUTDATED =
  'kind = ANY (:kinds::text[]) AND parser_version < (:versions::jsonb ->> kind)::integer';
const versions = JSON.stringify(PARSER_VERSIONS);

const OWNERS = `
  SELECT DISTINCT owner_id AS "ownerId" FROM vault_pages
  WHERE owner_id IS NOT NULL AND ${IS_OUTDATED} LIMIT 1000`;

/** Of each address the newest content; pages that name others before those that they name. */
const PAGES = `
  SELECT id, kind, parameters FROM (
    SELECT DISTINCT ON (kind, slug, parameters) id, kind, parameters, parser_version FROM vault_pages
    WHERE owner_id = :ownerId ORDER BY kind, slug, parameters, seen_at DESC, id DESC) newest
  WHERE ${IS_OUTDATED} ORDER BY kind NOT IN ('event', 'day'), id`;

const CONTENT = `
  SELECT kind, parameters, content, seen_at AS "seenAt" FROM vault_pages WHERE id = :id`;

/** Older contents of the address are read no more either. */
const NOTE_READ = `
  UPDATE vault_pages p SET parser_version = (:versions::jsonb ->> p.kind)::integer
  FROM vault_pages known WHERE known.id = :id AND p.kind = known.kind AND p.slug = known.slug
    AND p.parameters = known.parameters AND p.owner_id = known.owner_id
    AND p.seen_at <= known.seen_at`;

/** Pages of the vault that a newer parser has not read yet. */
@Injectable()
export class OutdatedPagesStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async findOwners(kinds: readonly PageKind[]): Promise<string[]> {
    const rows = await runSql<{ ownerId: string }[]>(this.database, OWNERS, { kinds, versions });
    return rows.map(({ ownerId }) => ownerId);
  }

  findPages(ownerId: string, kinds: readonly PageKind[]): Promise<OutdatedPage[]> {
    return runSql(this.database, PAGES, { ownerId, kinds, versions });
  }

  /** Null where it was evicted meanwhile. */
  async findContent(id: number): Promise<StoredPage | null> {
    const [row] = await runSql<(Omit<StoredPage, 'html'> & { content: Buffer })[]>(
      this.database,
      CONTENT,
      { id },
    );
    if (!row) return null;
    const { content, ...page } = row;
    return { ...page, html: (await decompress(content)).toString() };
  }

  async noteRead(id: number): Promise<void> {
    await runSql(this.database, NOTE_READ, { id, versions });
  }
}
