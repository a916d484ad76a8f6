import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import type { PageKind, UnreadablePage } from '@trackside/liverc-scraper';

/** A page as it is written. */
export interface PackedPage {
  kind: PageKind;
  /** Empty for the catalogue. */
  slug: string;
  url: string;
  /** What its address asks for. */
  parameters: string;
  hash: Buffer;
  readAt: Date;
  parserVersion: number;
  /** What a parser said that could not read it, or not all of it. */
  trouble: Pick<UnreadablePage, 'code' | 'message'> | null;
  /** Whose rows were read from it; null for a page that is kept for a person alone. */
  ownerId: string | null;
  pageBytes: number;
  content: Buffer;
}

/** Pages of an owner that another page of it names, or has named. */
export interface ShownPages {
  kinds: readonly PageKind[];
  slug: string;
  /** What their addresses ask for. */
  parameters: readonly string[];
  at: Date;
}

/** A kept page without its content. */
export interface KeptPage {
  /** Null for the catalogue. */
  slug: string | null;
  kind: UnreadablePage['page'];
  code: UnreadablePage['code'];
  message: string;
  /** When it was seen last. */
  seenAt: Date;
  /** Of the page, not compressed. */
  bytes: number;
}

/** What the vault holds of pages that could not be read. */
export interface VaultContents {
  count: number;
  /** As they are stored. */
  bytes: number;
  /** The newest first. */
  newest: KeptPage[];
}

/**
 * The same content of the same address is kept once. A page with rows that can't be read is stored as
 * far as it goes: a person may still want to look at it. A page that grows is another one each time it
 * is read, so of a day's readings the last one is kept.
 */
const KEEP = `
  WITH before AS (
    DELETE FROM vault_pages WHERE kind = :kind AND slug = :slug AND parameters = :parameters
      AND hash <> :hash AND reason = 'imported' AND :ownerId::uuid IS NOT NULL
      AND first_seen_at > :readAt::timestamptz - interval '24 hours' AND seen_at <= :readAt
  )
  INSERT INTO vault_pages (kind, slug, parameters, hash, url, reason, parser_version, code, message,
    first_seen_at, seen_at, page_bytes, stored_bytes, encoding, content, owner_id)
  VALUES (:kind, :slug, :parameters, :hash, :url, :reason, :parserVersion, :code, :message,
    :readAt, :readAt, :pageBytes, :storedBytes, 'gzip', :content, :ownerId)
  ON CONFLICT (kind, slug, parameters, hash) DO UPDATE SET
    seen_at = greatest(vault_pages.seen_at, excluded.seen_at),
    (reason, code, message) = (SELECT CASE WHEN is_known THEN vault_pages.reason
        ELSE excluded.reason END, CASE WHEN is_known THEN vault_pages.code ELSE excluded.code END,
        CASE WHEN is_known THEN vault_pages.message ELSE excluded.message END
      FROM (SELECT vault_pages.reason = 'unreadable' AND excluded.reason = 'imported'
        AND vault_pages.parser_version = excluded.parser_version AS is_known) told),
    parser_version = excluded.parser_version, gone_at = NULL,
    owner_id = coalesce(excluded.owner_id, vault_pages.owner_id)`;

/** What LiveRC shows no more can't be had again: it goes last. */
const EVICT = `
  DELETE FROM vault_pages WHERE (SELECT sum(stored_bytes) FROM vault_pages) > :maxBytes AND id IN (
    SELECT id FROM (
      SELECT id, sum(stored_bytes) OVER (
        ORDER BY gone_at IS NULL, seen_at DESC, id DESC) AS with_dearer
      FROM vault_pages) sized
    WHERE with_dearer > :maxBytes)`;

const NOTE_SHOWN = `
  UPDATE vault_pages SET
    gone_at = CASE WHEN parameters = ANY (:parameters::text[]) THEN NULL ELSE :at::timestamptz END
  WHERE owner_id = :ownerId AND slug = :slug AND kind = ANY (:kinds::text[])
    AND (gone_at IS NOT NULL) = (parameters = ANY (:parameters::text[]))`;

const SUMS = `
  SELECT count(*)::integer AS count, coalesce(sum(stored_bytes), 0)::float8 AS bytes
  FROM vault_pages WHERE reason = 'unreadable'`;

const NEWEST = `
  SELECT kind, nullif(slug, '') AS slug, code, message, seen_at AS "seenAt", page_bytes AS bytes
  FROM vault_pages WHERE reason = 'unreadable' ORDER BY seen_at DESC, id DESC LIMIT :most`;

/** Kept pages in PostgreSQL. */
@Injectable()
export class VaultStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async keep({ trouble, ...page }: PackedPage): Promise<void> {
    await runSql(this.database, KEEP, {
      ...page,
      reason: trouble ? 'unreadable' : 'imported',
      code: trouble?.code ?? null,
      message: trouble?.message ?? null,
      storedBytes: page.content.length,
    });
  }

  /** Deletes what was seen longest ago, and of what LiveRC shows no more the last of it. */
  async evict(maxBytes: number): Promise<void> {
    await runSql(this.database, EVICT, { maxBytes });
  }

  /** Notes which of an owner's pages LiveRC shows; the others of those kinds are gone. */
  async noteShown(ownerId: string, shown: ShownPages): Promise<void> {
    await runSql(this.database, NOTE_SHOWN, { ownerId, ...shown });
  }

  async describe(most: number): Promise<VaultContents> {
    const [[sums], newest] = await Promise.all([
      runSql<Pick<VaultContents, 'count' | 'bytes'>[]>(this.database, SUMS, {}),
      runSql<KeptPage[]>(this.database, NEWEST, { most }),
    ]);
    return { ...sums!, newest };
  }
}
