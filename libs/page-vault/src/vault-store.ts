import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import type { UnreadablePage } from '@trackside/liverc-scraper';

/** A page as it is written. */
export interface PackedPage extends Omit<UnreadablePage, 'html'> {
  parameters: string;
  hash: Buffer;
  pageBytes: number;
  content: Buffer;
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

/** The same content of the same address is kept once, with what was said of it last. */
const KEEP = `
  INSERT INTO vault_pages (kind, slug, parameters, hash, url, reason, parser_version, code, message,
    first_seen_at, seen_at, page_bytes, stored_bytes, encoding, content)
  VALUES (:page, :slug, :parameters, :hash, :url, 'unreadable', :parserVersion, :code, :message,
    :readAt, :readAt, :pageBytes, :storedBytes, 'gzip', :content)
  ON CONFLICT (kind, slug, parameters, hash) DO UPDATE SET
    seen_at = greatest(vault_pages.seen_at, excluded.seen_at), reason = excluded.reason,
    parser_version = excluded.parser_version, code = excluded.code, message = excluded.message`;

const EVICT = `
  DELETE FROM vault_pages WHERE id IN (
    SELECT id FROM (
      SELECT id, sum(stored_bytes) OVER (ORDER BY seen_at DESC, id DESC) AS with_newer
      FROM vault_pages) sized
    WHERE with_newer > :maxBytes)`;

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

  async keep(page: PackedPage): Promise<void> {
    const { slug, content, ...rest } = page;
    const storedBytes = content.length;
    await runSql(this.database, KEEP, { ...rest, slug: slug ?? '', content, storedBytes });
  }

  /** Deletes what was seen longest ago, until the rest has room. */
  async evict(maxBytes: number): Promise<void> {
    await runSql(this.database, EVICT, { maxBytes });
  }

  async describe(most: number): Promise<VaultContents> {
    const [[sums], newest] = await Promise.all([
      runSql<Pick<VaultContents, 'count' | 'bytes'>[]>(this.database, SUMS, {}),
      runSql<KeptPage[]>(this.database, NEWEST, { most }),
    ]);
    return { ...sums!, newest };
  }
}
