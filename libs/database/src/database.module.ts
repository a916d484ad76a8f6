import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { databaseOptions } from './connection.js';
import { DatabaseRoom } from './database-room.js';

/** The connection of all modules to PostgreSQL, and whether it has room to write. */
@Module({})
export class DatabaseModule {
  /** @param url of a migrated database */
  static of(url: string): DynamicModule {
    const room = new DatabaseRoom();
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot(databaseOptions(url, room))],
      providers: [{ provide: DatabaseRoom, useValue: room }],
      exports: [DatabaseRoom],
    };
  }
}
