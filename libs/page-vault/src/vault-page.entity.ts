import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A page of LiveRC as it came, once for each content of an address. */
@Entity('vault_pages')
@Unique('vault_pages_content_key', ['kind', 'slug', 'parameters', 'hash'])
@Index('vault_pages_seen', ['seenAt', 'id'])
@Index('vault_pages_of_owner', ['ownerId'], { where: 'owner_id IS NOT NULL' })
export class VaultPageEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  /** The scraper's word for it: `calendar`, `day` … */
  @Column('text')
  kind: string;

  /** Empty for the catalogue. */
  @Column('text')
  slug: string;

  /** What its address asks for, like `p=calendar&d=2025-10`. */
  @Column('text')
  parameters: string;

  /** SHA-256 of its text. */
  @Column('bytea')
  hash: Buffer;

  @Column('text')
  url: string;

  /** Why it is kept: `unreadable` for a person to look at, `imported` to be read again. */
  @Column('text')
  reason: string;

  /** Of the parsers that have read it last. */
  @Column('integer', { name: 'parser_version' })
  parserVersion: number;

  /** What the parser said, where it could not read it. */
  @Column('text', { nullable: true })
  code: string | null;

  @Column('text', { nullable: true })
  message: string | null;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;

  @Column('integer', { name: 'page_bytes' })
  pageBytes: number;

  @Column('integer', { name: 'stored_bytes' })
  storedBytes: number;

  @Column('text')
  encoding: string;

  @Column('bytea')
  content: Buffer;

  /** The event or practice day whose rows were read from it; null where it is nobody's. */
  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId: string | null;

  /** Since when LiveRC's other pages do not name it any more. */
  @Column('timestamptz', { name: 'gone_at', nullable: true })
  goneAt: Date | null;
}
