import { ApiProperty } from '@nestjs/swagger';
import type { ChangedValue, Page, PageChange } from '@trackside/contracts';
import { PageCursor, PageLimit } from './checks.js';
import { EXAMPLE } from './examples.js';

/** A value of a page, of whichever kind its field is. */
const Value = (example: ChangedValue): PropertyDecorator =>
  ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }],
    example,
  });

export class ChangesQueryDto {
  /** Most changes in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;
}

export class PageChangeDto implements PageChange {
  /** When the page was asked for that shows the new value. */
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  changed_at: string;
  /** When the page was asked for that showed the old one last. */
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  old_read_at: string;
  /** LiveRC's page, for people. */
  @ApiProperty({ format: 'uri', example: EXAMPLE.dayUrl })
  page: string;
  /** What the page is called, such as the race; null where its address says it. */
  @ApiProperty({ type: String, nullable: true, example: '1/8 Electric Buggy A-Main' })
  page_title: string | null;
  /** Whose row of it, or which; null for the page itself. */
  @ApiProperty({ type: String, nullable: true, example: EXAMPLE.session.driver_name })
  row: string | null;
  /** Name of the field. `listed`: whether the row is shown. `more`: so many changes are left out. */
  @ApiProperty({ example: 'lap_count' })
  field: string;
  @Value(15)
  old: ChangedValue;
  @Value(14)
  new: ChangedValue;
}

export class PageChangesDto implements Page<PageChange> {
  /** The newest first; those of one reading in the order of the page. */
  @ApiProperty({ type: [PageChangeDto] })
  items: PageChangeDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
