import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeptNames } from '@trackside/accounts';
import { NameKeepers } from './name-keepers.js';

/** Names that people have typed into their accounts. */
@Injectable()
export class OwnNames implements OnModuleInit {
  constructor(
    private readonly keepers: NameKeepers,
    private readonly names: KeptNames,
  ) {}

  onModuleInit(): void {
    this.keepers.add({
      texts: [{ table: 'saved_searches', column: 'name' }],
      hide: (transaction, name) => this.names.forget(transaction, name),
    });
  }
}
