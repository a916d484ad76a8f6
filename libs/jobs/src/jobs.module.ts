import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LeaseEntity } from './lease/lease.entity.js';
import { LeaseStore } from './lease/lease-store.js';
import { Leases } from './lease/leases.js';
import { JobQueue } from './queue/job-queue.js';
import { Jobs } from './story/jobs.js';

/** Background jobs, how people follow them, and leases of units. Expects JOBS_OPTIONS from a global module. */
@Module({
  imports: [TypeOrmModule.forFeature([LeaseEntity])],
  providers: [JobQueue, Jobs, Leases, LeaseStore],
  exports: [JobQueue, Jobs, Leases],
})
export class JobsModule {}
