import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/**
 * Tells in this process that a discovery has stored pages of imported days, which may have brought
 * sessions. Who misses it finds the days in the store.
 */
@Injectable()
export class ImportedDaysRead {
  readonly days = new Subject<void>();
}
