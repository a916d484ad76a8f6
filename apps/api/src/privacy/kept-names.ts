import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IdempotentAnswers } from '@trackside/idempotency';
import { NameKeepers, type NameToHide } from '@trackside/privacy';

/** Where names stand in the keeping of libraries that know nothing of them. */
@Injectable()
export class KeptNames implements OnModuleInit {
  constructor(
    private readonly keepers: NameKeepers,
    private readonly answers: IdempotentAnswers,
  ) {}

  onModuleInit(): void {
    this.keepers.add({
      texts: [
        { table: 'vault_pages', column: 'message' },
        { table: 'idempotency_keys', column: 'data' },
      ],
      hide: (transaction, name) =>
        this.answers.rewrite(transaction, (data) => hideInAnswer(data, name)),
    });
  }
}

/** An answer's data as JSON, without the name and what belongs to it. */
function hideInAnswer(data: string, { is }: NameToHide): string {
  return JSON.stringify(JSON.parse(data), (_, value: unknown) => {
    if (!isDriven(value) || value.driver_hidden || !is(value.driver_name)) return value;
    // Its number would have to be looked for on its day.
    return { ...value, driver_name: 'Hidden driver', driver_hidden: true, transponder: null };
  });
}

interface Driven {
  driver_name: string;
  driver_hidden?: boolean;
}

function isDriven(value: unknown): value is Driven {
  return (
    typeof value === 'object' && value !== null && typeof value['driver_name' as never] === 'string'
  );
}
