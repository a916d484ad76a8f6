import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseBus } from './bus/database-bus.js';
import { type DatabaseAddresses, databaseOptions } from './connection.js';
import { DatabaseRoom } from './database-room.js';

/** The connection of all modules to PostgreSQL, whether it has room to write, and its messages. */
@Module({})
export class DatabaseModule {
  /** @param addresses of a migrated database */
  static of(addresses: DatabaseAddresses): DynamicModule {
    const room = new DatabaseRoom();
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot(databaseOptions(addresses, room))],
      providers: [
        { provide: DatabaseRoom, useValue: room },
        { provide: DatabaseBus, useFactory: () => new DatabaseBus(addresses.listenUrl) },
      ],
      exports: [DatabaseBus, DatabaseRoom],
    };
  }
}
