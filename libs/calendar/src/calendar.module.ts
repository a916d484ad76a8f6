import { Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** The present moment. */
@Module({ providers: [Clock], exports: [Clock] })
export class CalendarModule {}
